import { expect, it } from 'vitest'
import { isOwnAddress, isReceiverAllowed } from './webhook-address.ts'

const hosts = ['receiver.example.kz', '127.0.0.1', 'localhost', '[::1]', '169.254.169.254']

it.each([
  { url: 'https://receiver.example.kz/papers', isAllowed: true },
  { url: 'http://receiver.example.kz/papers', isAllowed: false },
  { url: 'https://other.example.kz/', isAllowed: false },
  { url: 'https://receiver.example.kz.evil.kz/', isAllowed: false },
  { url: 'https://name:password@receiver.example.kz/', isAllowed: false },
  { url: 'https://127.0.0.1/', isAllowed: false },
  { url: 'https://localhost/', isAllowed: false },
  { url: 'https://[::1]/', isAllowed: false },
  { url: 'https://169.254.169.254/latest/meta-data', isAllowed: false },
  { url: 'file:///etc/passwd', isAllowed: false },
  { url: 'no address', isAllowed: false },
])('$url may be sent to: $isAllowed', ({ url, isAllowed }) => {
  expect(isReceiverAllowed(url, { hosts })).toBe(isAllowed)
})

it('nothing may be sent anywhere unless it is set', () => {
  expect(isReceiverAllowed('https://receiver.example.kz/', undefined)).toBe(false)
})

it.each([
  { address: '127.0.0.1', isOwn: true },
  { address: '::1', isOwn: true },
  { address: '::ffff:127.0.0.1', isOwn: true },
  { address: '169.254.169.254', isOwn: true },
  { address: '10.0.0.7', isOwn: false },
  { address: '2a00:1450::1', isOwn: false },
])('$address is this machine’s own: $isOwn', ({ address, isOwn }) => {
  expect(isOwnAddress(address)).toBe(isOwn)
})
