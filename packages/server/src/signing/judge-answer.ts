import type { SigningCode } from '@bilezik/contract'
import { type Instant, instant, isoInstant, minute } from '@bilezik/domain'
import type { CheckedCertificate, CmsAnswer } from './ncanode.ts'

export interface ExpectedSigner {
  readonly iin: string
  /** Of the organisation whose paper it is; null: not entered. */
  readonly bin: string | null
  /** When we had it: it was made before. */
  readonly submittedAt: Instant
}

export interface CertificateTold {
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  readonly iin: string | null
  readonly bin: string | null
  readonly validUntil: string
  readonly stampedAt: string | null
}

export type Judged = { readonly certificate: CertificateTold } | { readonly code: SigningCode }

/** Clocks of two authorities differ by so much. */
const clockSlackMs = 10 * minute

function faultOfCertificate(certificate: CheckedCertificate, at: number, now: number): SigningCode | undefined {
  if (at < certificate.notBefore || at > certificate.notAfter) return 'expired'
  const revocations = certificate.revocations ?? []
  if (revocations.some(({ revoked }) => revoked)) return 'revoked'
  // A certificate that is valid passed both ways that were asked for; where none is told, none was gone.
  if (revocations.length === 0) return 'revocation-unknown'
  if (certificate.valid) return undefined
  if (now > certificate.notAfter) return 'expired'
  // NCANode says of a service that it could not ask: not revoked, and a reason.
  return revocations.some(({ reason }) => (reason ?? '') !== '') ? 'revocation-unknown' : 'untrusted'
}

function faultOfHolder({ keyUsage, subject }: CheckedCertificate, expected: ExpectedSigner): SigningCode | undefined {
  if (keyUsage !== 'SIGN') return 'authentication-key'
  if (subject.iin !== expected.iin) return 'other-person'
  const bin = subject.bin ?? ''
  return bin !== '' && bin !== expected.bin ? 'other-organisation' : undefined
}

const wordsOf = ({ dn, commonName }: CheckedCertificate['subject']) => (dn ?? commonName ?? '').slice(0, 1_000)

/** What the service told, held against whose signature it has to be. */
export function judgeAnswer({ valid, signers }: CmsAnswer, expected: ExpectedSigner, now: Instant): Judged {
  const [signer, ...others] = signers
  const certificate = signer?.certificates[0]
  if (!signer || !certificate) return { code: 'service-unclear' }
  if (others.length > 0) return { code: 'several-signers' }
  const code = faultOfHolder(certificate, expected) ?? faultOfCertificate(certificate, expected.submittedAt, now)
  if (code) return { code }
  // The certificate stands, and yet it is not right: it is of other bytes, or was tampered with.
  if (!valid) return { code: 'not-valid' }
  const stampedAt = signer.tsp?.genTime ?? null
  if (stampedAt !== null && (stampedAt < certificate.notBefore || stampedAt > expected.submittedAt + clockSlackMs))
    return { code: 'not-valid' }
  return {
    certificate: {
      subject: wordsOf(certificate.subject),
      issuer: wordsOf(certificate.issuer),
      serial: certificate.serialNumber,
      iin: certificate.subject.iin ?? null,
      bin: certificate.subject.bin ?? null,
      validUntil: isoInstant(instant(certificate.notAfter)),
      stampedAt: stampedAt === null ? null : isoInstant(instant(stampedAt)),
    },
  }
}
