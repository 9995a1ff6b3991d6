import type net from 'node:net'
import { describe, expect, test } from 'vitest'
import { StartError } from './listener.ts'
import { isFromProxy, proxySources } from './proxy-sources.ts'

const from = (remoteAddress: string | undefined) => ({ remoteAddress }) as net.Socket

describe('who is a proxy', () => {
  const list = proxySources(['10.0.0.7', '192.168.0.0/16', 'fd00::/8'])
  test.each([
    { address: '10.0.0.7', isProxy: true },
    { address: '::ffff:10.0.0.7', isProxy: true },
    { address: '10.0.0.8', isProxy: false },
    { address: '192.168.255.255', isProxy: true },
    { address: '192.169.0.0', isProxy: false },
    { address: 'fd12::1', isProxy: true },
    { address: 'fe80::1', isProxy: false },
    { address: undefined, isProxy: false },
  ])('$address → $isProxy', ({ address, isProxy }) => {
    expect(isFromProxy(list, from(address))).toBe(isProxy)
  })

  test('nobody is, where none is named', () => {
    expect(isFromProxy(proxySources([]), from('127.0.0.1'))).toBe(false)
    expect(isFromProxy(undefined, from('127.0.0.1'))).toBe(false)
  })
})

test.each([
  '',
  'proxy.example',
  '10.0.0',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  'fd00::/129',
  'fe80::1%eth0',
  '10.0.0.0/-1',
])('%j ends the start with a sentence', (entry) => {
  expect(() => proxySources([entry])).toThrow(StartError)
})
