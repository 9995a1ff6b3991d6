import { expect, test } from 'vitest'
import { verifyManifest } from './verify-manifest.ts'

const manifest = (end: string) =>
  JSON.stringify({
    'PostgreSQL-Backup-Manifest-Version': 2,
    Files: [
      { Path: 'PG_VERSION', Size: 3, 'Checksum-Algorithm': 'SHA256', Checksum: 'aa' },
      { 'Encoded-Path': Buffer.from('global/1').toString('hex'), Size: 8, 'Checksum-Algorithm': 'SHA256', Checksum: 'bb' },
    ],
    'WAL-Ranges': [{ Timeline: 1, 'Start-LSN': '0/FE000028', 'End-LSN': end }],
  })

const whole = {
  PG_VERSION: { bytes: 3, sha256: 'aa' },
  'global/1': { bytes: 8, sha256: 'bb' },
  'pg_wal/0000000100000000000000FE': { bytes: 16_777_216, sha256: 'cc' },
}

const without = (name: keyof typeof whole) => Object.fromEntries(Object.entries(whole).filter(([path]) => path !== name))

test.for([
  { given: 'every file', end: '0/FE000158', files: whole, expected: undefined },
  { given: 'a log that ends with its segment', end: '0/FF000000', files: whole, expected: undefined },
  { given: 'a file too few', end: '0/FE000158', files: without('global/1'), expected: 'global/1 is missing' },
  {
    given: 'a file too many',
    end: '0/FE000158',
    files: { ...whole, 'postgresql.trigger': { bytes: 0, sha256: '' } },
    expected: 'postgresql.trigger is not listed',
  },
  {
    given: 'a shorter file',
    end: '0/FE000158',
    files: { ...whole, PG_VERSION: { bytes: 2, sha256: 'aa' } },
    expected: 'PG_VERSION has 2 bytes instead of 3',
  },
  {
    given: 'another content',
    end: '0/FE000158',
    files: { ...whole, PG_VERSION: { bytes: 3, sha256: 'ab' } },
    expected: 'PG_VERSION was changed',
  },
  {
    given: 'no log',
    end: '0/FE000158',
    files: without('pg_wal/0000000100000000000000FE'),
    expected: 'the log segment 0000000100000000000000FE is missing',
  },
  {
    given: 'a log that stops one byte early',
    end: '0/FF000001',
    files: whole,
    expected: 'the log segment 0000000100000000000000FF is missing',
  },
  {
    given: 'a log that lacks the segment after FF',
    end: '1/28',
    files: { ...whole, 'pg_wal/0000000100000000000000FF': { bytes: 16_777_216, sha256: 'dd' } },
    expected: 'the log segment 000000010000000100000000 is missing',
  },
])('$given → $expected', ({ end, files, expected }) => {
  expect(verifyManifest(manifest(end), new Map(Object.entries(files)))).toBe(expected)
})
