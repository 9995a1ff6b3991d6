import crypto from 'node:crypto'

const sequence = 0x30

/** One element of DER: its tag, the length of its content, the content. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const header = length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from(header), content])
}

/** `commonName`, 2.5.4.3, of one part. */
function named(name: string): Buffer {
  const commonName = Buffer.from('0603550403', 'hex')
  return der(sequence, der(0x31, der(sequence, commonName, der(0x0c, Buffer.from(name)))))
}

const utcTime = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`))

/** A certificate for the name, valid today and signed by its own key, as PEM: node:crypto makes keys, but no certificates. */
export function selfSigned(name: string): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = Buffer.from('300a06082a8648ce3d040302', 'hex')
  const day = 24 * 3_600_000
  const toBeSigned = der(
    sequence,
    der(
      0x02,
      crypto.randomBytes(8).map((byte, i) => (i === 0 ? (byte & 0x7f) | 1 : byte)),
    ),
    ecdsaWithSha256,
    named(name),
    der(sequence, utcTime(new Date(Date.now() - day)), utcTime(new Date(Date.now() + day))),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = crypto.sign('sha256', toBeSigned, privateKey)
  const certificate = der(sequence, toBeSigned, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature))
  const lines = certificate.toString('base64').replaceAll(/.{64}(?=.)/g, '$&\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}
