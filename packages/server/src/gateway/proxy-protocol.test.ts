import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxProxyHeaderBytes, readProxyHeader } from './proxy-protocol.ts'

const signature = '0d0a0d0a000d0a515549540a'
// Source, destination, and their ports.
const v4 = 'c0a80001c0a8000212341388'
const v6 = '20010db800000000000000000000000120010db800000000000000000000000212341388'

/** A binary header: command, family, what follows in hex. */
const binary = (command: string, family: string, rest: string) =>
  Buffer.from(`${signature}${command}${family}${(rest.length / 2).toString(16).padStart(4, '0')}${rest}`, 'hex')
const line = (text: string) => Buffer.from(text, 'latin1')

/** An extension as balancers add them behind the addresses: type, length, value. */
const extension = (type: string, value: string) => `${type}${(value.length / 2).toString(16).padStart(4, '0')}${value}`

const sound = [
  { given: 'text, IPv4', bytes: line('PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n'), source: '192.168.0.1' },
  { given: 'text, IPv6', bytes: line('PROXY TCP6 2001:0DB8:0:0::1 2001:db8::2 56324 443\r\n'), source: '2001:db8::1' },
  { given: 'text, port 0', bytes: line('PROXY TCP4 192.168.0.1 192.168.0.11 0 65535\r\n'), source: '192.168.0.1' },
  { given: 'text, unknown', bytes: line('PROXY UNKNOWN\r\n'), source: undefined },
  { given: 'text, unknown with more', bytes: line(`PROXY UNKNOWN ${'f'.repeat(91)}\r\n`), source: undefined },
  { given: 'binary, IPv4', bytes: binary('21', '11', v4), source: '192.168.0.1' },
  { given: 'binary, IPv6', bytes: binary('21', '21', v6), source: '2001:db8::1' },
  {
    given: 'binary, IPv4 with extensions',
    bytes: binary('21', '11', v4 + extension('03', 'deadbeef') + extension('ea', '00'.repeat(20))),
    source: '192.168.0.1',
  },
  { given: 'binary, local', bytes: binary('20', '00', ''), source: undefined },
  { given: 'binary, local with an address that says nothing', bytes: binary('20', '11', v4), source: undefined },
  { given: 'binary, unspecified family', bytes: binary('21', '00', ''), source: undefined },
  { given: 'binary, a socket of one machine', bytes: binary('21', '31', '00'.repeat(216)), source: undefined },
] as const

describe('sound headers', () => {
  test.each(sound)('$given → $source', ({ bytes, source }) => {
    const behind = Buffer.concat([bytes, Buffer.from('7878')])
    const expected = { kind: 'header', byteCount: bytes.length, ...(source !== undefined && { source }) }
    expect(readProxyHeader(behind)).toEqual(expected)
  })

  test.each(sound)('$given: byte by byte, more is waited for until the last', ({ bytes }) => {
    for (let length = 0; length < bytes.length; length++) {
      expect(readProxyHeader(bytes.subarray(0, length))).toEqual({ kind: 'more' })
    }
  })
})

describe('what is none', () => {
  test.each([
    { given: 'a login', bytes: Buffer.from('78780d01', 'hex') },
    { given: 'a request', bytes: line('POST / HTTP/1.1\r\n') },
    { given: 'other words', bytes: line('PROXY_') },
    { given: 'a family of its own', bytes: line('PROXY TCP5 1.2.3.4 1.2.3.4 1 2\r\n') },
    { given: 'UDP', bytes: line('PROXY UDP4 1.2.3.4 1.2.3.4 1 2\r\n') },
    { given: 'no ports', bytes: line('PROXY TCP4 1.2.3.4 1.2.3.4\r\n') },
    { given: 'a port too many', bytes: line('PROXY TCP4 1.2.3.4 1.2.3.4 1 2 3\r\n') },
    { given: 'a port too high', bytes: line('PROXY TCP4 1.2.3.4 1.2.3.4 65536 2\r\n') },
    { given: 'a port with a zero before it', bytes: line('PROXY TCP4 1.2.3.4 1.2.3.4 01 2\r\n') },
    { given: 'no address', bytes: line('PROXY TCP4 1.2.3.400 1.2.3.4 1 2\r\n') },
    { given: 'an address of the other family', bytes: line('PROXY TCP4 ::1 ::1 1 2\r\n') },
    { given: 'a zone', bytes: line('PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n') },
    { given: 'two spaces', bytes: line('PROXY TCP4  1.2.3.4 1.2.3.4 1 2\r\n') },
    { given: 'a line without an end', bytes: line(`PROXY UNKNOWN ${'f'.repeat(93)}`) },
    { given: 'another version', bytes: binary('11', '11', v4) },
    { given: 'another command', bytes: binary('22', '11', v4) },
    { given: 'UDP in binary', bytes: binary('21', '12', v4) },
    { given: 'half an address', bytes: binary('21', '11', v4.slice(0, 22)) },
    { given: 'an IPv4 address where IPv6 is said', bytes: binary('21', '21', v4) },
    { given: 'a length over the bound', bytes: Buffer.from(`${signature}2111ffff`, 'hex') },
  ])('$given', ({ bytes }) => {
    expect(readProxyHeader(bytes)).toEqual({ kind: 'bad' })
  })
})

test('nothing makes it throw, and nobody keeps it waiting', () => {
  const front = fc.constantFrom(
    Buffer.alloc(0),
    Buffer.from(signature, 'hex'),
    Buffer.from(`${signature}21`, 'hex'),
    line('PROXY TCP6 '),
  )
  fc.assert(
    fc.property(front, fc.uint8Array({ maxLength: 3_000 }), (start, rest) => {
      const bytes = Buffer.concat([start, rest])
      const header = readProxyHeader(bytes)
      if (header.kind === 'header') expect(header.byteCount).toBeLessThanOrEqual(Math.min(bytes.length, maxProxyHeaderBytes))
      if (header.kind === 'more') expect(bytes.length).toBeLessThan(maxProxyHeaderBytes)
    }),
  )
})
