import type { SigningCode } from '@bilezik/contract'
import { type Instant, instant, isoInstant, minute } from '@bilezik/domain'
import { type CheckedCertificate, type CmsAnswer, revocationWays } from './ncanode.ts'

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

const isAnswer: ReadonlySet<string> = new Set(['', 'OK'])

function faultOfCertificate(certificate: CheckedCertificate, at: number, now: number): SigningCode | undefined {
  if (at < certificate.notBefore || at > certificate.notAfter) return 'expired'
  const revocations = certificate.revocations ?? []
  if (revocations.some(({ revoked }) => revoked)) return 'revoked'
  // NCANode finds a certificate valid, too, where its settings name no OCSP service: then it was never asked.
  if (!revocationWays.every((way) => revocations.some(({ by }) => by === way))) return 'revocation-unknown'
  if (certificate.valid) return undefined
  if (now > certificate.notAfter) return 'expired-meanwhile'
  // NCANode says of a service that it could not ask: not revoked, and a reason. `OK` is its word for an answer.
  return revocations.some(({ reason }) => !isAnswer.has(reason ?? '')) ? 'revocation-unknown' : 'untrusted'
}

function faultOfHolder({ keyUsage, subject }: CheckedCertificate, expected: ExpectedSigner): SigningCode | undefined {
  if (keyUsage !== 'SIGN') return keyUsage === 'AUTH' ? 'authentication-key' : 'no-signing-key'
  if ((subject.iin ?? '') === '') return 'certificate-without-iin'
  if (subject.iin !== expected.iin) return 'other-person'
  const bin = subject.bin ?? ''
  if (bin === '' || bin === expected.bin) return undefined
  return expected.bin === null ? 'organisation-unknown' : 'other-organisation'
}

/** As the database and every screen can hold it: whoever has a certificate made chooses its words. */
const holdable = (text: string) =>
  text
    .slice(0, 1_000)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '\u{fffd}')
const wordsOf = ({ dn, commonName }: CheckedCertificate['subject']) => holdable(dn ?? commonName ?? '')

/** What the service told, held against whose signature it has to be. */
export function judgeAnswer({ valid, signers }: CmsAnswer, expected: ExpectedSigner, now: Instant): Judged {
  const [signer, ...others] = signers
  if (others.length > 0) return { code: 'several-signers' }
  const certificate = signer?.certificates[0]
  if (!signer || !certificate) return { code: 'service-unclear' }
  // Two of one number are of one signer: which of them speaks of whom nobody could tell.
  if (signer.certificates.length > 1) return { code: 'not-valid' }
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
      serial: holdable(certificate.serialNumber),
      iin: expected.iin,
      // None, or that of the organisation: another was refused above.
      bin: (certificate.subject.bin ?? '') === '' ? null : expected.bin,
      validUntil: isoInstant(instant(certificate.notAfter)),
      stampedAt: stampedAt === null ? null : isoInstant(instant(stampedAt)),
    },
  }
}
