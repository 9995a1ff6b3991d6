import { instant } from '@bilezik/domain'
import { hexOf } from '../cursor.ts'
import type { GoldenFrame } from '../testing/golden-frame.ts'
import { encodeQueclinkHexPositions, encodeQueclinkProReport } from './encoding-binary.ts'
import { encodeQueclinkEvent, encodeQueclinkPositions } from './encoding.ts'

const gl300 = 'GL300 @Track Air Interface Protocol V1.02 (TRACGL300AN001)'
const gmt100 = 'GMT100 @Track Air Interface Protocol (TRACGMT100AN001)'
const gv200 = 'GV200 @Track Air Interface Protocol (TRACGV200AN003)'
const gl300w = 'GL300W External Battery Kit User Manual (GL300WEBKUM001)'
const gv300can = 'GV300CAN @Track Air Interface Protocol V12.00, quoted at second hand, its checksum agreeing'
const gl601 = 'GL601 @Track Protocol Pro V10'

function text(name: string, frame: string): GoldenFrame {
  return { name, over: 'stream', hex: hexOf(new TextEncoder().encode(frame)) }
}

function binary(name: string, hex: string): GoldenFrame {
  return { name, over: 'stream', hex: hex.toLowerCase() }
}

function made(name: string, bytes: Uint8Array): GoldenFrame {
  return { name: `made by the encoder here: ${name}`, over: 'stream', hex: hexOf(bytes) }
}

const place = '4.3,92,70.0,121.354335,31.222073,20090214013254,0460,0000,18d8,6141,00'
const generalReport = (word: string) =>
  text(`${gl300}, p. 52, GT${word}`, `+RESP:GT${word},1A0102,135790246811220,,0,0,1,1,${place},,20090214093254,11F0$`)

const device = { imei: '867962030001237' }
const position = {
  fixAt: instant(1_763_800_000_000),
  lat: 51.128207,
  lon: 71.430564,
  hdop: 1,
  speedMetresPerSecond: 1.25,
  courseDegrees: 270,
  altitudeMetres: 347,
  cell: { mcc: 401, mnc: 77, areaCode: 0x18d8, cellId: 0x6141 },
}
const sending = { sentAt: instant(1_763_800_002_000), count: 0x11f0 }

/** Line breaks of the printed page are taken out. */
export const goldenFrames: readonly GoldenFrame[] = [
  ...['FRI', 'GEO', 'SPD', 'SOS', 'RTL', 'PNL', 'NMR', 'DIS'].map(generalReport),
  text(
    `${gl300}, p. 52, GTFRI of two positions`,
    `+RESP:GTFRI,1A0102,135790246811220,,0,0,2,1,${place},0,4.3,92,70.0,121.354335,31.222073,20090101000000,0460,0000,18d8,6141,00,,` +
      '20090214093254,11F0$',
  ),
  text(`${gl300}, p. 53, GTDOG`, `+RESP:GTDOG,1A0102,135790246811220,,0,0,1,1,${place},2000.0,20090214093254,11F0$`),
  text(
    `${gl300}, p. 53, GTIGL`,
    '+RESP:GTIGL,1A0102,867844000125073,,,00,1,5,,,,117.201362,31.832724,20120821032037,,,,,,,,000C$',
  ),
  text(`${gl300}, p. 58, GTGPS`, '+RESP:GTGPS,1A0102,135790246811220,,0,1F,1F,0,0,20100214013254,20100214093254,11F0$'),
  text(`${gl300}, p. 67, GTCID`, '+RESP:GTCID,1A0102,135790246811220,,898600810906F8048812,20100214093254,11F0$'),
  text(`${gl300}, p. 67, GTCSQ`, '+RESP:GTCSQ,1A0102,135790246811220,,16,0,20100214093254,11F0$'),
  text(`${gl300}, p. 67, GTVER`, '+RESP:GTVER,1A0102,135790246811220,,GL300,0100,0101,20100214093254,11F0$'),
  text(`${gl300}, p. 68, GTBAT`, '+RESP:GTBAT,1A0102,135790246811220,,0,,,4.10,0,1,20100214093254,11F0$'),
  text(`${gl300}, p. 68, GTTMZ`, '+RESP:GTTMZ,1A0102,135790246811220,-0330,0,20100214093254,11F0$'),
  text(`${gl300}, p. 71, GTPNA`, '+RESP:GTPNA,1A0102,135790246811220,,20100214093254,11F0$'),
  text(`${gl300}, p. 71, GTPFA`, '+RESP:GTPFA,1A0102,135790246811220,,20100214093254,11F0$'),
  text(`${gl300}, p. 71, GTEPN`, `+RESP:GTEPN,1A0102,135790246811220,,0,${place},20100214093254,11F0$`),
  text(
    `${gl300}, p. 81, GTUPC`,
    '+RESP:GTUPC,1A0102,135790246811220,,1,http://www.queclink.com/configure.ini,,20090201000000,11F0$',
  ),
  text(`${gl300}, p. 81, GTJDR`, `+RESP:GTJDR,0A0102,135790246811220,,0,${place},20090214093254,11F0$`),
  text(`${gl300}, p. 85, heartbeat`, '+ACK:GTHBD,1A0102,135790246811220,,20100214093254,11F0$'),
  text(`${gl300}, p. 33, answer to AT+GTRTO`, '+ACK:GTRTO,1A0102,135790246811220,,GPS,000B,20100310172830,11F0$'),
  text(`${gl300}, p. 14, answer to AT+GTQSS`, '+ACK:GTQSS,1A0102,135790246811220,,0001,20100310172830,11F0$'),
  text(`${gl300w}, p. 20, GTLSW`, `+RESP:GTLSW,1A0100,135790246811220,,0,1,0,${place},20100214093254,11F0$`),
  text(`${gmt100}, p. 63, GTSOS`, `+RESP:GTSOS,080100,135790246811220,,,10,1,1,${place},2000.0,20090214093254,11F0$`),
  text(`${gmt100}, p. 63, GTDIS`, `+RESP:GTDIS,080100,135790246811220,,,10,1,1,${place},2000.0,20090214093254,11F0$`),
  text(`${gmt100}, p. 106, heartbeat`, '+ACK:GTHBD,080100,135790246811220,,20100214093254,11F0$'),
  text(
    `${gv200}, p. 110, GTERI`,
    '+RESP:GTERI,040408,862170010903183,,00000001,,10,1,1,0.5,55,71.8,117.200986,31.832871,20120818041519,0460,0000,5663,5A02,00,0.0,' +
      ',,,,,,,1,0097,20120818041528,0030$',
  ),
  text(`${gv200}, p. 173, GTBAT`, '+RESP:GTBAT,040100,135790246811220,,1,,0,4.40,0,0,20090214093254,11F0$'),
  binary(
    `${gv200}, p. 228, +INF`,
    '2B494E4601FFFE67763230300000000104020C01010301010000000000000C000041102107DC011E09213500017FBF001E025880000011' +
      '6A8986009109116900460114000000000460000018780873002607DC011E09252300101F270D0A',
  ),
  binary(`${gv200}, p. 252, +HBD`, '2B484244EB1E010C01235C1F0343231B0007DC011E092026000DE29C0D0A'),
  binary(`${gv300can}, section 4.2, +ACK`, '2B41434B02EF244B03050318564F5F0300520A0400002807E30418020918BBCA4CD10D0A'),
  binary(
    `${gv300can}, section 4.3, +RSP of GTFRI`,
    '2B5253500700FE0FBF005D4B03050318564F5F0300520A04000100211810010100000000AF004306FB3FDE01E5D3C807E3041802093904' +
      '600000550BB96900000000000000000000000000000000000007E3041802093ABBCD1D7C0D0A',
  ),
  binary(
    `${gv300can}, section 4.5, +EVT of GTIGN`,
    '2B4556540D00FE5FBF00644B03050318564F5F0300520A0455000000000100221900001CC7010000000000F8006906FB404901E5D43B07' +
      'E3041805103A04600000550BB96900000000000000000000000000000000000007E30418051102BE1D62A20D0A',
  ),
  binary(`${gv300can}, section 4.9, +HBD`, '2B484244EF204B03060319564F5F0300520A0407E3041A082D010455D37B0D0A'),
  binary(
    `${gl601}, Report, worked example`,
    '2B00004E0001234567890123450000001B00003764F9AAF600000300020B4D79496F54646576696365510F09073C46FF01DB88575F179D' +
      'A0017D550E0604BC8A001000021000100C130301234F24',
  ),
  binary(`${gl601}, Heartbeat Data`, '2B1018012345678901234580010007005E362F5A10F21424'),
  binary(
    `${gl601}, 81H (Tamper Alarm)`,
    '2B000040000123456789012345C031000A000029668E47F7000081007D0600010000012C521609F920A8E1FF2DC0965F179DA0017D0A00' +
      '250001B30C01236924',
  ),
  binary(
    `${gl601}, 20H (Internal Battery Information)`,
    '2B000034000123456789012345C031000A00001D668E47F700002000510F09073C46FF01DB88575F179DA0017D0A011F0123CB24',
  ),
  binary(
    `${gl601}, 01H (Device Startup)`,
    '2B00009A000123456789012345C031000A00008083668E47F700000100020B4D79496F54646576696365040F4D50303939323144383030' +
      '303133331602000C521609F920A8E1FF2DC0965F179DA0017D0A00250001B30C550E0604BC8A001000021000100C130358120123456789' +
      '012345012345678901234567895A13800810424739364D415230344130344D31470013045F179DA001233D24',
  ),
  binary(
    `${gl601}, 05H (Device Shutdown)`,
    '2B000045000123456789012345C031000A00002E668E47F700000500020B4D79496F546465766963651602000C510F09073C46FF01DB88' +
      '575F179DA0017D0A011F0123E324',
  ),
  made('GTBPL, low battery', encodeQueclinkEvent({ word: 'BPL', volts: 3.55 }, device, { ...position, hdop: 0 }, sending)),
  made('GTJDS, jamming begun', encodeQueclinkEvent({ word: 'JDS', isJammed: true }, device, { ...position, hdop: 0 }, sending)),
  made('GTFRI out of the memory', encodeQueclinkPositions('FRI', device, [position], 83, { ...sending, isBuffered: true })),
  made(
    '+BSP of GTSOS with two positions',
    encodeQueclinkHexPositions(
      'SOS',
      device.imei,
      [position, { ...position, lat: 51.128307, hdop: 2 }],
      { levelPercent: 61, isMoving: true, satellites: 9 },
      { ...sending, isBuffered: true },
    ),
  ),
  made(
    'buffered report of the second generation: a position and the tamper contact',
    encodeQueclinkProReport(
      device.imei,
      [
        { kind: 'position', at: sending.sentAt, levelPercent: 61, position: { ...position, satellites: 9 } },
        { kind: 'tamper', at: sending.sentAt, isOpen: true },
      ],
      { count: sending.count, isBuffered: true },
    ),
  ),
]
