import type { GoldenFrame } from '../testing/golden-frame.ts'

/**
 * The worked examples of docs/guides/make-a-device.md, which is this protocol's own paper: the golden test checks that the guide
 * prints these very bytes, and signs them anew with another implementation. All under the guide's key: 00 01 02 … 1F.
 */
export const goldenFrames: readonly GoldenFrame[] = [
  {
    name: 'guide, example 1: a device says that it is there',
    over: 'stream',
    hex: '42 5A 01 01 00 2A 00 00 00 07 00 00 00 01 09 41 42 2D 30 30 30 31 32 33 7B EE 2D D1 B0 51 92 65 10 F8 FD F0 98 E4 2B 73 4B 64',
  },
  {
    name: 'guide, example 3: one short position',
    over: 'stream',
    hex: '42 5A 01 01 00 3D 00 00 00 07 00 00 00 02 09 41 42 2D 30 30 30 31 32 33 01 0B 00 29 6B 03 1F 90 09 1E 79 8B 50 2A 93 71 D0 00 06 43 48 B3 D3 92 F8 7F 9E EC FB 7A B6 43 F5 08 7D E9 3E',
  },
  {
    name: 'guide, example 4: a cut strap, a full position and the battery',
    over: 'stream',
    hex: '42 5A 01 01 00 5B 00 00 00 07 00 00 00 03 09 41 42 2D 30 30 30 31 32 33 02 02 00 2A 6B 03 1F B8 01 01 01 13 00 2B 6B 03 1F B9 39 1E 79 8D 44 2A 93 75 54 00 04 00 8C 0A 8C 01 5B 0B 09 03 04 00 2C 6B 03 1F B9 05 4E 0F 48 01 45 A4 91 76 AE 03 16 A4 E3 EB 45 A5 38 D7 67 21 C8',
  },
  {
    name: 'guide, example 5: a call for help of a device without a clock',
    over: 'stream',
    hex: '42 5A 01 01 00 32 00 00 00 07 00 00 00 04 09 41 42 2D 30 30 30 31 32 33 84 00 00 2D 00 00 00 0C E1 3D 80 32 7A A1 9F 21 3B FA 01 59 9F 1D 5F CD A1 1D',
  },
  {
    name: 'guide, example 6: movement, temperatures, jamming, no place, heartbeat',
    over: 'stream',
    hex: '42 5A 01 01 00 6A 00 00 00 07 00 00 00 05 09 41 42 2D 30 30 30 31 32 33 05 01 00 2E 6B 03 1F 90 01 06 02 00 2F 6B 03 1F 90 FB 1E 06 03 00 30 6B 03 1F 90 0C EE 01 07 02 00 31 6B 03 1F 90 01 01 01 01 00 32 6B 03 1F 90 01 0C 07 00 33 6B 03 1F 90 00 01 51 C1 00 03 5F DA 9A 9A A4 8F B2 B4 D8 19 F8 E1 45 55 F0 C0 BE 39 33',
  },
  {
    name: 'guide, example 7: cells and access points',
    over: 'stream',
    hex: '42 5A 01 01 00 57 00 00 00 07 00 00 00 06 09 41 42 2D 30 30 30 31 32 33 09 0E 00 34 6B 03 1F 90 01 01 91 00 01 00 12 34 00 0A BC DE F1 65 0A 0F 00 35 6B 03 1F 90 02 00 11 22 33 44 55 43 A0 B1 C2 D3 E4 F5 00 92 42 C6 FE F4 28 BE 16 40 FA B0 EA 39 0D AA 2E 06 A8',
  },
  {
    name: 'guide, example 8: named values and a record of the maker',
    over: 'stream',
    hex: '42 5A 01 01 00 98 00 00 00 07 00 00 00 07 09 41 42 2D 30 30 30 31 32 33 0B 5C 00 36 6B 03 1F 90 08 66 69 72 6D 77 61 72 65 04 05 31 2E 34 2E 32 0A 72 65 73 65 74 43 61 75 73 65 04 08 77 61 74 63 68 64 6F 67 0E 64 72 6F 70 70 65 64 52 65 63 6F 72 64 73 02 00 00 00 00 0D 65 78 74 65 72 6E 61 6C 56 6F 6C 74 73 03 00 00 2F DA 0E 69 73 4D 65 6D 6F 72 79 46 61 75 6C 74 79 00 60 02 00 37 6B 03 1F 90 CA FE 41 BE 92 E0 48 08 DD 32 85 64 4D 8F E0 2D 8D 3A 7A 6D',
  },
  {
    name: 'guide, example 9: a home unit hears the bracelet, over MQTT',
    over: 'mqtt',
    topic: 'bilezik/HU-000045/up',
    hex: '42 5A 01 01 00 48 00 00 00 07 00 00 00 09 09 48 55 2D 30 30 30 30 34 35 08 0C 00 07 6B 03 1F 90 01 3A 09 41 42 2D 30 30 30 31 32 33 03 02 00 08 6B 03 1F 90 22 64 AF 62 40 7D 82 D2 4A 60 29 83 B5 B8 64 65 5F 79 FD E6',
  },
  {
    name: 'guide, example 12: the answer to a command',
    over: 'stream',
    hex: '42 5A 01 02 00 2F 00 00 00 07 00 00 00 08 09 41 42 2D 30 30 30 31 32 33 01 02 03 04 00 EB B7 FF BE 88 A8 5D 64 F0 F7 A5 C3 A7 22 40 2A C7 05',
  },
]

/** What the server sends in the guide's examples. No device sends these, so they are not among the frames that decode. */
export const goldenDownlink = {
  /** Example 2: answers example 1. */
  stored:
    '42 5A 01 81 00 31 00 00 00 07 00 00 00 01 09 41 42 2D 30 30 30 31 32 33 00 6B 03 1F 90 00 00 B9 FE 3C 80 FA 86 F6 76 9B 03 E3 81 16 0C 5B 92 42 BD',
  /** Example 2: the same server when it has no room, to the frame of example 3. */
  later:
    '42 5A 01 81 00 31 00 00 00 07 00 00 00 02 09 41 42 2D 30 30 30 31 32 33 01 6B 03 1F 90 00 78 64 60 BC C3 B2 BB D8 D4 BF A4 FC E7 2D 80 24 2D 79 86',
  /** Example 10. */
  locate:
    '42 5A 01 82 00 33 00 00 00 00 01 02 03 04 09 41 42 2D 30 30 30 31 32 33 6B 03 1F CC 01 00 00 00 00 EB EC 8A BB 53 71 CF A1 0A 7F B5 EF DA D3 42 4A 02 29',
  /** Example 11. */
  interval:
    '42 5A 01 82 00 33 00 00 00 00 01 02 03 05 09 41 42 2D 30 30 30 31 32 33 6B 03 1F CC 02 00 00 01 2C A9 5A 44 11 D5 B2 58 16 46 9D E0 3B CD 79 DF 37 F8 D8',
} as const
