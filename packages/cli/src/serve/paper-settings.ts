import type { ServerOptions } from '@bilezik/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { UsageError } from '../sentence-of.ts'

type PaperSettings = Pick<ServerOptions['config'], 'files' | 'sending' | 'ncanode' | 'publicUrl'>

function megabytes(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 100) throw new InvalidArgumentError('whole megabytes from 1 to 100')
  return number
}

/** Where files are scanned, how papers leave, and where they can be checked. */
export const paperOptions: readonly Option[] = [
  new Option('--most-file-mb <n>', 'the longest file that is taken').env('BILEZIK_MOST_FILE_MB').default(20).argParser(megabytes),
  new Option('--clamd <address>', 'clamd that scans files: host:port, or the path of its socket').env('BILEZIK_CLAMD'),
  new Option('--scanner-away <policy>', 'what becomes of a file while clamd does not answer')
    .env('BILEZIK_SCANNER_AWAY')
    .choices(['refuse', 'take-unscanned'])
    .default('refuse'),
  // In the environment rather than on the command line, where every account of the machine can read it.
  new Option('--smtp-url <url>', 'mail server: smtps://name:password@host, or smtp://host:587 with STARTTLS').env(
    'BILEZIK_SMTP_URL',
  ),
  new Option('--mail-from <address>', 'whom mail comes from').env('BILEZIK_MAIL_FROM'),
  new Option('--smtp-plain', 'mail may go to that server without TLS: only to one on this machine').env('BILEZIK_SMTP_PLAIN'),
  new Option('--ncanode-url <url>', 'NCANode 3, which checks electronic signatures: documents are sent there whole').env(
    'BILEZIK_NCANODE_URL',
  ),
  new Option('--webhook-hosts <list>', 'hosts that papers may be sent to, by HTTPS').env('BILEZIK_WEBHOOK_HOSTS'),
  new Option(
    '--public-url <url>',
    'where readers of papers reach this installation: the code on each leads to its /check page; without it papers bear the code alone',
  ).env('BILEZIK_PUBLIC_URL'),
]

function clamdAt(text: string) {
  if (text.startsWith('/')) return { path: text }
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? []
  if (host === undefined || port === undefined) throw new UsageError('clamd is named as host:port, or by the path of its socket.')
  return { host: host.replaceAll(/[[\]]/g, ''), port: Number(port) }
}

function mailOf(url: string, from: string | undefined, isPlainAllowed: boolean) {
  if (!URL.canParse(url) || !['smtp:', 'smtps:'].includes(new URL(url).protocol))
    throw new UsageError('The mail server is named as smtps://name:password@host, or smtp://host:587.')
  if (from === undefined) throw new UsageError('Mail needs a sender: give --mail-from.')
  return { url, from, isPlainAllowed }
}

/** Without credentials in it: an address is written into logs. */
function ncanodeAt(url: string) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.username !== '' || parsed.password !== '')
    throw new UsageError('NCANode is named as http://127.0.0.1:14579.')
  return { url }
}

/** Printed on every paper and read by telephones: short, and without anything that could change under it. */
const longestPublicUrl = 150

function publicAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.search === '' && url.hash === ''
  if (!isPlain || url.username !== '' || url.href.length > longestPublicUrl)
    throw new UsageError('The public address is named as https://host or https://host/path, of at most 150 characters.')
  return url.href.replace(/\/$/, '')
}

/** Of all that was given; an empty variable in the environment is none. */
export function paperSettings(command: Command): PaperSettings {
  const options = command.opts()
  const text = (name: string): string | undefined => (options[name] as string | undefined) || undefined
  const [clamd, smtpUrl, hosts] = [text('clamd'), text('smtpUrl'), text('webhookHosts')]
  const [ncanodeUrl, publicUrl] = [text('ncanodeUrl'), text('publicUrl')]
  const isPlain = options['smtpPlain'] !== undefined && options['smtpPlain'] !== false
  return {
    ...(ncanodeUrl !== undefined && { ncanode: ncanodeAt(ncanodeUrl) }),
    ...(publicUrl !== undefined && { publicUrl: publicAddress(publicUrl) }),
    files: {
      mostBytesAFile: (options['mostFileMb'] as number) * 1_000_000,
      whenScannerAway: options['scannerAway'] === 'take-unscanned' ? 'take-unscanned' : 'refuse',
      ...(clamd !== undefined && { scanner: clamdAt(clamd) }),
    },
    sending: {
      ...(smtpUrl !== undefined && { mail: mailOf(smtpUrl, text('mailFrom'), isPlain) }),
      ...(hosts !== undefined && {
        webhooks: {
          hosts: hosts
            .split(',')
            .map((host) => host.trim())
            .filter((host) => host !== ''),
        },
      }),
    },
  }
}
