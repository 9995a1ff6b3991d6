import { hexOf } from '../cursor.ts'
import type { GoldenFrame } from '../testing/golden-frame.ts'
import { encodeWatchVoice } from './encoding.ts'

const paper = '4P-Touch, Beesure GPS SeTracker server protocol, of 2 August 2025'

function printed(name: string, text: string): GoldenFrame {
  return { name: `${paper}, ${name}`, over: 'stream', hex: hexOf(new TextEncoder().encode(text)) }
}

function made(name: string, bytes: Uint8Array): GoldenFrame {
  return { name: `made by the encoder here: ${name}`, over: 'stream', hex: hexOf(bytes) }
}

/** Where the web page breaks a line inside a frame, the break is taken out: the stated length agrees without it. */
export const goldenFrames: readonly GoldenFrame[] = [
  printed('I.1 (1), heartbeat', '[3G*8800000015*0002*LK]'),
  printed('I.1 (2), heartbeat with steps, rolls and battery', '[3G*8800000015*000D*LK,50,100,100]'),
  printed(
    'I.2, position',
    '[3G*8800000015*00CD*UD,180916,025723,A,22.570733,N,113.8626083,E,0.00,249.5,0.0,6,100,60,0,0,00000010,7,255,460,1,' +
      '9529,21809,158,9529,63555,133,9529,63554,129,9529,21405,126,9529,21242,124,9529,21151,120,9529,63556,119,0,40.7]',
  ),
  printed(
    'I.3, position kept in a blind spot',
    '[3G*8800000015*00D0*UD2,180916,064032,A,22.570512,N,113.8623267,E,0.00,154.8,0.0,11,100,100,0,0,00000010,7,255,460,1,' +
      '9529,21809,157,9529,21405,131,9529,63555,130,9529,21242,129,9529,63554,126,9529,63556,120,9529,21151,113,0,12.2]',
  ),
  printed(
    'I.4, alarm: taken off',
    '[3G*8800000015*00CD*AL,180916,064153,A,22.570512,N,113.8623267,E,0.00,154.8,0.0,11,100,100,0,0,00100018,7,0,460,1,' +
      '9529,21809,155,9529,21242,132,9529,21405,131,9529,63554,131,9529,63555,130,9529,63556,118,9529,21869,116,0,12.4]',
  ),
  printed(
    'I.4, alarm over LTE: fall',
    '[3G*4504816162*010A*AL_LTE,241020,085353,V,0.0,N,0.0,E,22.0,0,-1,1,100,35,0,0,00200000,1,1,460,11,30602,125639728,100,5,' +
      '4P-Touch,bc:5f:f6:1e:07:be,-55,ChinaNet-a9Ld,c4:b8:b5:c4:14:79,-53,ChinaNet-CX9r,f0:92:b4:95:3d:b9,-57,' +
      '5B,08:31:8b:ae:ef:c8,-66,TP-LINK_274E,50:bd:5f:80:27:4e,-63,0.0]',
  ),
  printed('II.2, answer to UPLOAD', '[3G*8800000015*0006*UPLOAD]'),
  printed('II.4, answer to CALL', '[3G*8800000015*0004*CALL]'),
  printed('II.13, version', '[3G*8800000015*0028*VERNO,G29_BASE_V1.00_2014.04.23_17.46.49]'),
  printed('II.15, answer to RESET', '[3G*5678901234*0005*RESET]'),
  printed('II.16, answer to CR', '[3G*5678901234*0002*CR]'),
  printed('II.22, answer to FIND', '[3G*5678901234*0004*FIND]'),
  printed(
    'II.29, two watches touch',
    '[3G*8800000015*00D4*PP,091046,180916,085033,A,22.570193,N,113.8621950,E,0.48,60.3,0.0,9,100,100,0,0,00000010,7,255,460,1,' +
      '9529,21809,160,9529,21405,133,9529,63555,133,9529,63554,124,9529,21242,119,9529,21151,118,9529,63574,116,0,23.2]',
  ),
  printed('III.1, blood pressure and heart rate', '[3G*8800000015*0013*bphrt,112,73,67,,,,]'),
  made(
    'voice with every escape, of a model that numbers its messages',
    encodeWatchVoice(
      { vendor: 'ZJ', identifier: '7700000001', index: '002A' },
      Uint8Array.from([0x23, 0x7d, 0x5b, 0x5d, 0x2c, 0x2a, 0xff]),
    ),
  ),
]
