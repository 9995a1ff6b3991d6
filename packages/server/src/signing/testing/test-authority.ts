import { webcrypto } from 'node:crypto'
import { BitString, Integer, ObjectIdentifier, OctetString, PrintableString, Utf8String } from 'asn1js'
import {
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  Time,
  TimeType,
} from 'pkijs'

/** The authority's own keys are GOST 34.10, which Node does not have: these are made with ECDSA P-256 and SHA-256 in their place. */
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
const digestOf = (bytes: Uint8Array<ArrayBuffer>) => webcrypto.subtle.digest('SHA-256', bytes)
/** As pkijs takes them: the names of a browser's keys and of Node's differ by versions. */
type Key = Parameters<Certificate['sign']>[0]
interface KeyPair {
  readonly publicKey: Key
  readonly privateKey: Key
}
const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<unknown> as Promise<KeyPair>

const named = (type: string, value: string) => new AttributeTypeAndValue({ type, value: new Utf8String({ value }) })

export interface TestHolder {
  readonly commonName: string
  readonly iin: string
  readonly bin?: string
  readonly usage?: 'SIGN' | 'AUTH'
  readonly notBefore?: Date
  readonly notAfter?: Date
}

export interface TestKey {
  readonly certificate: Certificate
  readonly privateKey: Key
}

function usageOf(bits: number): Extension {
  const extnValue = new BitString({ unusedBits: 0, valueHex: new Uint8Array([bits]).buffer }).toBER()
  return new Extension({ extnID: '2.5.29.15', critical: true, extnValue })
}

let serial = 1_000

async function certify(
  subject: readonly AttributeTypeAndValue[],
  keys: KeyPair,
  { notBefore, notAfter, extensions }: { notBefore: Date; notAfter: Date; extensions: Extension[] },
  issuer?: TestKey,
): Promise<Certificate> {
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ value: serial++ })
  certificate.subject.typesAndValues.push(...subject)
  certificate.issuer.typesAndValues.push(...(issuer?.certificate.subject.typesAndValues ?? subject))
  certificate.notBefore = new Time({ type: TimeType.UTCTime, value: notBefore })
  certificate.notAfter = new Time({ type: TimeType.UTCTime, value: notAfter })
  certificate.extensions = extensions
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey)
  await certificate.sign(issuer?.privateKey ?? keys.privateKey, 'SHA-256')
  return certificate
}

/** An authority of tests alone: what it certifies proves nothing to anybody. */
export class TestAuthority {
  readonly #key: TestKey

  private constructor(key: TestKey) {
    this.#key = key
  }

  static async found(): Promise<TestAuthority> {
    const keys = await newKeys()
    const extensions = [
      new Extension({ extnID: '2.5.29.19', critical: true, extnValue: new BasicConstraints({ cA: true }).toSchema().toBER() }),
      usageOf(0x06),
    ]
    const dates = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2045-01-01T00:00:00Z') }
    const certificate = await certify([named('2.5.4.3', 'TEST AUTHORITY, NOT NUC RK')], keys, { ...dates, extensions })
    return new TestAuthority({ certificate, privateKey: keys.privateKey })
  }

  get certificate(): Certificate {
    return this.#key.certificate
  }

  /** As the authority of Kazakhstan writes a holder: the IIN in SERIALNUMBER, the organisation's BIN in OU. */
  async issue(holder: TestHolder): Promise<TestKey> {
    const keys = await newKeys()
    const subject = [
      named('2.5.4.3', holder.commonName),
      new AttributeTypeAndValue({ type: '2.5.4.5', value: new PrintableString({ value: `IIN${holder.iin}` }) }),
      ...(holder.bin === undefined ? [] : [named('2.5.4.11', `BIN${holder.bin}`)]),
    ]
    const certificate = await certify(
      subject,
      keys,
      {
        notBefore: holder.notBefore ?? new Date('2026-01-01T00:00:00Z'),
        notAfter: holder.notAfter ?? new Date('2040-01-01T00:00:00Z'),
        // digitalSignature with nonRepudiation signs, with keyEncipherment authenticates.
        extensions: [usageOf(holder.usage === 'AUTH' ? 0xa0 : 0xc0)],
      },
      this.#key,
    )
    return { certificate, privateKey: keys.privateKey }
  }
}

/** A CMS as a key's holder makes it, detached unless told otherwise. */
export async function signCms(key: TestKey, data: Uint8Array<ArrayBuffer>, isAttached = false): Promise<Buffer> {
  const digest = await digestOf(data)
  const { certificate, privateKey } = key
  const attribute = (type: string, value: ObjectIdentifier | OctetString) => new Attribute({ type, values: [value] })
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: ContentInfo.DATA,
      ...(isAttached && { eContent: new OctetString({ valueHex: data.slice().buffer }) }),
    }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute('1.2.840.113549.1.9.3', new ObjectIdentifier({ value: ContentInfo.DATA })),
            attribute('1.2.840.113549.1.9.4', new OctetString({ valueHex: digest })),
          ],
        }),
      }),
    ],
    certificates: [certificate],
  })
  await signed.sign(privateKey, 0, 'SHA-256', data.slice().buffer)
  const content = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) })
  return Buffer.from(content.toSchema().toBER())
}
