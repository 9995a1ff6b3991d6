import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { fromBER } from 'asn1js'
import { type Certificate, ContentInfo, type IssuerAndSerialNumber, SignedData } from 'pkijs'

/** What the next requests meet. */
export type NcanodeMood =
  | 'checks'
  | 'garbage'
  | 'large'
  | 'endless'
  | 'dribbles'
  | 'silent'
  | 'cuts'
  | 'fails'
  | 'redirects'
  | 'no-ocsp'
  /** A right answer, changed on its way. */
  | ((answer: NcanodeAnswer) => unknown)
export type NcanodeAnswer = Awaited<ReturnType<typeof verify>>

export interface NcanodeStandIn {
  readonly url: string
  /** What each request asked: paths and fields, as they came. */
  readonly asked: { readonly path: string; readonly revocationCheck: unknown }[]
  behave(as: NcanodeMood): void
  revoke(certificate: Certificate): void
  stop(): Promise<void>
  /** On the same port again, as a service that was started anew. */
  start(): Promise<void>
}

const serialOf = ({ serialNumber }: Certificate) => Buffer.from(serialNumber.valueBlock.valueHexView).toString('hex')

function subjectOf({ typesAndValues }: Certificate['subject']) {
  const value = (oid: string) => typesAndValues.find(({ type }) => type === oid)?.value.valueBlock.value
  const [commonName, serial, unit] = ['2.5.4.3', '2.5.4.5', '2.5.4.11'].map(value)
  return {
    commonName,
    iin: serial?.replace(/^IIN/, ''),
    bin: unit?.replace(/^BIN/, ''),
    dn: [`CN=${commonName}`, ...(serial === undefined ? [] : [`SERIALNUMBER=${serial}`])].join(', '),
  }
}

function usageOf(certificate: Certificate): 'SIGN' | 'AUTH' | 'UNKNOWN' {
  const extension = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.15')
  const bits = Buffer.from(extension?.extnValue.valueBlock.valueHexView ?? []).at(-1) ?? 0
  return (bits & 0x40) !== 0 ? 'SIGN' : (bits & 0x20) !== 0 ? 'AUTH' : 'UNKNOWN'
}

async function verify(cms: Buffer, data: Buffer, authority: Certificate, revoked: ReadonlySet<string>, hasOcsp: boolean) {
  const content = new ContentInfo({ schema: fromBER(cms).result })
  const signed = new SignedData({ schema: content.content })
  const [signer] = signed.signerInfos
  if (!signer) throw new Error('no signer')
  const { issuer, serialNumber } = signer.sid as IssuerAndSerialNumber
  const certificate = signed.certificates?.find(
    (one): one is Certificate => 'serialNumber' in one && one.serialNumber.isEqual(serialNumber) && issuer.isEqual(one.issuer),
  )
  if (!certificate) throw new Error('no certificate')
  // NCANode, too, looks at the data it is given only where the CMS has none of its own.
  const isAttached = signed.encapContentInfo.eContent !== undefined
  const isRight = await signed
    .verify({ signer: 0, checkChain: false, ...(!isAttached && { data: Uint8Array.from(data).buffer }) })
    .catch(() => false)
  const [notBefore, notAfter] = [certificate.notBefore.value, certificate.notAfter.value]
  const isRevoked = revoked.has(serialOf(certificate))
  const isTrusted = await certificate.verify(authority).catch(() => false)
  const now = new Date()
  const valid = isTrusted && !isRevoked && hasOcsp && now >= notBefore && now <= notAfter
  const revocations = ['CRL', 'OCSP'].map((by) => ({
    revoked: isRevoked,
    by,
    revocationTime: null,
    // In NCANode’s own words: of OCSP there is always one.
    reason: by === 'CRL' ? null : hasOcsp ? 'OK' : 'Connection timed out',
  }))
  const told = {
    valid,
    revocations,
    notBefore: notBefore.toISOString().replace('Z', '+00:00'),
    notAfter: notAfter.toISOString().replace('Z', '+00:00'),
    keyUsage: usageOf(certificate),
    serialNumber: serialOf(certificate),
    signAlg: 'ECDSA',
    keyUser: ['INDIVIDUAL'],
    subject: subjectOf(certificate.subject),
    issuer: subjectOf(certificate.issuer),
  }
  return { status: 200, message: 'OK', valid: valid && isRight, signers: [{ certificates: [told], tsp: null }] }
}

const asJson = { 'content-type': 'application/json' }

function pour(response: http.ServerResponse, bytes: number): void {
  response.writeHead(200, asJson)
  let left = bytes
  const more = () => {
    while (response.writable && left > 0 && response.write(Buffer.alloc(65_536, 'x'))) left -= 65_536
    if (left <= 0) response.end()
    else if (response.writable) response.once('drain', more)
  }
  more()
}

/** A byte now and then, for ever: something always arrives, and never an answer. */
function dribble(response: http.ServerResponse): void {
  response.writeHead(200, asJson)
  const timer = setInterval(() => response.write(' '), 20)
  response.once('close', () => clearInterval(timer))
}

function cutWithin(response: http.ServerResponse, text: string): void {
  response.writeHead(200, { ...asJson, 'content-length': Buffer.byteLength(text) })
  response.write(text.slice(0, text.length / 2), () => response.socket?.destroy())
}

/**
 * Not NCANode: it answers `POST /cms/verify` in the form of NCANode 3 over real HTTP, verifies real signatures of the test authority,
 * and knows no GOST, no time stamps and no list of revocations but its own.
 */
export async function startNcanodeStandIn(authority: Certificate): Promise<NcanodeStandIn> {
  const asked: NcanodeStandIn['asked'] = []
  const revoked = new Set<string>()
  let mood: NcanodeMood = 'checks'
  const answer = async (path: string, body: string, response: http.ServerResponse) => {
    const request = JSON.parse(body) as { cms: string; data: string; revocationCheck: unknown }
    asked.push({ path, revocationCheck: request.revocationCheck })
    const send = (status: number, said: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    if (mood === 'silent') return
    if (mood === 'fails') return void send(500, { status: 500, message: 'Internal error' })
    if (mood === 'garbage') return void response.writeHead(200).end('<html>Welcome to nginx</html>')
    if (mood === 'redirects') return void response.writeHead(307, { location: '/elsewhere' }).end()
    if (mood === 'large' || mood === 'endless') return pour(response, mood === 'large' ? 10_000_000 : Infinity)
    if (mood === 'dribbles') return dribble(response)
    if (path !== '/cms/verify') return void send(404, { status: 404, message: 'Not found' })
    try {
      const [cms, data] = [Buffer.from(request.cms, 'base64'), Buffer.from(request.data, 'base64')]
      const told = await verify(cms, data, authority, revoked, mood !== 'no-ocsp')
      if (mood === 'cuts') return cutWithin(response, JSON.stringify(told))
      send(200, typeof mood === 'function' ? mood(told) : told)
    } catch (error) {
      send(400, { status: 400, message: (error as Error).message })
    }
  }
  let server: http.Server
  let port = 0
  const start = async () => {
    server = http.createServer((request, response) => {
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => void answer(request.url ?? '', Buffer.concat(pieces).toString('utf8'), response))
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    behave: (as) => (mood = as),
    revoke: (certificate) => void revoked.add(serialOf(certificate)),
    start,
    stop: async () => {
      server.closeAllConnections()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
}
