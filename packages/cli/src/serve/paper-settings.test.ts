import { Command } from 'commander'
import { afterEach, expect, it, vi } from 'vitest'
import { UsageError } from '../sentence-of.ts'
import { paperOptions, paperSettings } from './paper-settings.ts'

afterEach(() => vi.unstubAllEnvs())

function settings(...args: readonly string[]) {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  for (const option of paperOptions) command.addOption(option)
  return paperSettings(command.parse(args, { from: 'user' }))
}

it('without any of them nothing is scanned, mailed or posted', () => {
  expect(settings()).toEqual({ files: { mostBytesAFile: 20_000_000, whenScannerAway: 'refuse' }, sending: {} })
})

it('by the environment all of it is', () => {
  vi.stubEnv('BILEZIK_CLAMD', '10.0.0.7:3310')
  vi.stubEnv('BILEZIK_SCANNER_AWAY', 'take-unscanned')
  vi.stubEnv('BILEZIK_SMTP_URL', 'smtps://name:password@mail.example.kz')
  vi.stubEnv('BILEZIK_MAIL_FROM', 'a@example.kz')
  vi.stubEnv('BILEZIK_NCANODE_URL', 'http://127.0.0.1:14579')
  vi.stubEnv('BILEZIK_WEBHOOK_HOSTS', 'a.example.kz, b.example.kz')
  expect(settings('--most-file-mb', '5')).toEqual({
    ncanode: { url: 'http://127.0.0.1:14579' },
    files: { mostBytesAFile: 5_000_000, whenScannerAway: 'take-unscanned', scanner: { host: '10.0.0.7', port: 3310 } },
    sending: {
      mail: { url: 'smtps://name:password@mail.example.kz', from: 'a@example.kz', isPlainAllowed: false },
      webhooks: { hosts: ['a.example.kz', 'b.example.kz'] },
    },
  })
  vi.stubEnv('BILEZIK_CLAMD', '')
  expect(settings().files).not.toHaveProperty('scanner')
})

it('the public address is printed on papers without a slash at its end', () => {
  expect(settings('--public-url', 'https://bilezik.example/em/').publicUrl).toBe('https://bilezik.example/em')
  vi.stubEnv('BILEZIK_PUBLIC_URL', 'https://bilezik.example')
  expect(settings().publicUrl).toBe('https://bilezik.example')
})

it.each([
  { args: ['--smtp-url', 'smtp://host'], why: 'no sender' },
  { args: ['--smtp-url', 'https://host', '--mail-from', 'a@b.kz'], why: 'no mail server' },
  { args: ['--clamd', 'somewhere'], why: 'no port' },
  { args: ['--ncanode-url', 'ncanode:14579'], why: 'no address' },
  { args: ['--ncanode-url', 'http://a:b@ncanode'], why: 'a password in it' },
  { args: ['--public-url', 'bilezik.example'], why: 'no address' },
  { args: ['--public-url', 'https://bilezik.example/?a=b'], why: 'a query' },
])('$args is refused: $why', ({ args }) => {
  expect(() => settings(...args)).toThrow(UsageError)
})
