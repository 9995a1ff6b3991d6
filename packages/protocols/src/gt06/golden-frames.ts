import type { GoldenFrame } from '../testing/golden-frame.ts'

/** Frames printed as worked examples in the makers' papers: GT06 V1.8.1, Concox V3.1 (2021), JM-VL03 V1.1.2; `golden.test.ts` says what each means. */
export const goldenFrames: readonly GoldenFrame[] = [
  {
    name: 'a login states its terminal number and is answered byte for byte as the paper answers it',
    over: 'stream',
    hex: '78 78 0D 01 01 23 45 67 89 01 23 45 00 01 8C DD 0D 0A',
  },

  {
    name: 'a login with model code and time zone is answered as the newer paper answers it',
    over: 'stream',
    hex: '78 78 11 01 07 52 53 36 78 90 02 42 70 00 32 01 00 05 12 79 0D 0A',
  },

  {
    name: 'a heartbeat tells battery step 4 of 6 and is echoed',
    over: 'stream',
    hex: '78 78 0A 13 40 04 04 00 01 00 0F DC EE 0D 0A',
  },
  { name: 'a heartbeat tells battery step 4 of 6 and is echoed', over: 'stream', hex: '78 78 05 13 00 0F 00 8F 0D 0A' },
  {
    name: 'a heartbeat of a model with external supply tells volts and is answered as the paper answe',
    over: 'stream',
    hex: '78 78 0B 23 05 0F 92 04 00 02 00 08 8A 37 0D 0A',
  },
  {
    name: 'a heartbeat of a model with external supply tells volts and is answered as the paper answe',
    over: 'stream',
    hex: '78 78 05 23 00 08 F2 9E 0D 0A',
  },
  {
    name: 'a position of the first paper (0x12) is a fix in UTC and waits for no reply',
    over: 'stream',
    hex: '78 78 1F 12 0B 08 1D 11 2E 10 CF 02 7A C7 EB 0C 46 58 49 00 14 8F 01 CC 00 28 7D 00 1F B8 00 03 80 81 0D 0A',
  },
  {
    name: 'a position of the newer paper (0x22) is the same fix',
    over: 'stream',
    hex: '78 78 22 22 0F 0C 1D 02 33 05 C9 02 7A C8 18 0C 46 58 60 00 14 00 01 CC 00 28 7D 00 1F 71 00 00 01 00 08 20 86 0D 0A',
  },
  {
    name: 'a dismantling alarm (0x26, alarm 0x13) is a wear reading and an invalid fix with the servi',
    over: 'stream',
    hex: '78 78 25 26 0F 0C 1D 03 0B 26 C9 02 7A C8 18 0C 46 58 60 00 04 00 09 01 CC 00 28 7D 00 1F 71 80 04 04 13 02 00 0C 47 2A 0D 0A',
  },
  {
    name: 'a dismantling alarm (0x26, alarm 0x13) is a wear reading and an invalid fix with the servi',
    over: 'stream',
    hex: '78 78 05 26 00 0C 8D 07 0D 0A',
  },
  {
    name: 'an alarm over cells alone (0x19, alarm 0x01) is a call for help without a time',
    over: 'stream',
    hex: '78 78 12 19 01 CC 00 28 7D 00 1F 71 20 04 04 01 01 00 94 6C 89 0D 0A',
  },
  { name: 'a time check is answered with our clock, as in the paper', over: 'stream', hex: '78 78 05 8A 00 06 88 29 0D 0A' },
  {
    name: 'a time check is answered with our clock, as in the paper',
    over: 'stream',
    hex: '78 78 0B 8A 0F 0C 1D 00 00 15 00 06 F0 86 0D 0A',
  },
  {
    name: 'cells seen (0x28) are a network reading with the cells that were seen',
    over: 'stream',
    hex: '78 78 3B 28 10 01 0D 02 02 02 01 CC 00 28 7D 00 1F 71 3E 28 7D 00 1F 72 31 28 7D 00 1E 23 2D 28 7D 00 1F 40 18 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF 00 02 00 05 B1 4B 0D 0A',
  },
  {
    name: 'access points seen (0x2C) keep their addresses and signals',
    over: 'stream',
    hex: '78 78 48 2C 10 06 0E 02 2D 35 01 CC 00 28 7D 00 1F 71 2D 28 7D 00 1E 17 25 28 7D 00 1E 23 1E 28 7D 00 1F 72 1C 28 7D 00 1F 40 12 00 00 00 00 00 00 00 00 00 00 00 00 FF 02 80 89 17 44 98 B4 5C CC 7B 35 36 61 A6 5B 00 1F A0 04 0D 0A',
  },
  {
    name: 'the answer to a command (0x15) is kept as text',
    over: 'stream',
    hex: '78 78 28 15 20 00 00 00 00 53 4F 53 31 3A 31 33 34 32 31 36 33 32 36 39 39 20 53 4F 53 32 3A 20 53 4F 53 33 3A 00 01 00 2A C3 9C 0D 0A',
  },
  {
    name: 'a state report (0x94, kind 4) is kept as text',
    over: 'stream',
    hex: '79 79 00 7F 94 04 41 4C 4D 31 3D 43 34 3B 41 4C 4D 32 3D 43 43 3B 41 4C 4D 33 3D 34 43 3B 53 54 41 31 3D 43 30 3B 44 59 44 3D 30 31 3B 53 4F 53 3D 2C 2C 3B 43 45 4E 54 45 52 3D 3B 46 45 4E 43 45 3D 46 65 6E 63 65 2C 4F 4E 2C 30 2C 32 33 2E 31 31 31 38 30 39 2C 31 31 34 2E 34 30 39 32 36 34 2C 34 30 30 2C 49 4E 20 6F 72 20 4F 55 54 2C 30 3B 4D 49 46 49 3D 4D 49 46 49 2C 4F 46 46 00 0A 06 1E 0D 0A',
  },
  {
    name: 'a request for an address gives no reading and an answer that names no place',
    over: 'stream',
    hex: '78 78 2E 2A 0F 0C 1D 07 11 39 CA 02 7A C8 00 0C 46 58 00 00 14 D8 31 32 35 32 30 31 33 35 33 32 31 37 37 30 37 39 00 00 00 00 00 00 01 00 2A 6E CE 0D 0A',
  },

  {
    name: 'a model whose door byte means its strap reads it so, and the default table does not',
    over: 'stream',
    hex: '78 78 25 26 0F 0C 1D 03 0B 26 C9 02 7A C8 18 0C 46 58 60 00 04 00 09 01 CC 00 28 7D 00 1F 71 80 04 04 14 02 00 0C 10 0B 0D 0A',
  },
  {
    name: 'a model whose door byte means its strap reads it so, and the default table does not',
    over: 'stream',
    hex: '78 78 05 13 01 00 E1 A0 0D 0A',
  },
  {
    name: 'a model whose door byte means its strap reads it so, and the default table does not',
    over: 'stream',
    hex: '78 78 05 26 00 1C 9D 86 0D 0A',
  },
]
