import { type Instant, type Language, type Result, civilFromUtcMs, ok, refused } from '@bilezik/domain'
import { sha256, shortHash } from './content-hash.ts'
import { type ParsedDocument, type ParsedPrinted, type Printed, composed, printedSchema } from './document.ts'
import { citationsBlock } from './envelope-blocks.ts'
import { dayOf, momentOf } from './format/time.ts'
import { coverSheetPage } from './kinds/cover-sheet/compose.ts'
import { coverSheetWording } from './kinds/cover-sheet/wording.ts'
import { orderHistoryPage } from './kinds/order-history/compose.ts'
import { orderHistoryWording } from './kinds/order-history/wording.ts'
import type { Page, SignaturePlace } from './layout/block.ts'
import { checkCode } from './layout/check-code.ts'
import { compiler } from './layout/compiler.ts'
import { printableWithin } from './layout/printable.ts'
import type { Signature } from './signature.ts'
import { envelopeWording } from './wording/envelope.ts'
import { filled, inWords, said } from './wording/say.ts'
import { signatoryTerms } from './wording/terms.ts'

export interface RenderedDocument {
  /** PDF/A-2b. The same document in the same language gives the same bytes. */
  readonly pdf: Uint8Array
  /** Of the PDF, in hex: for the journal. */
  readonly pdfSha256: string
  /** Of every printed word, without signatures and code: the same before and after signing. */
  readonly contentSha256: string
  /** The first 80 bits of it, as printed: `7K3M-9QXD-2A4B-C8EF`. */
  readonly shortHash: string
  /** What the QR code says: an address where the document can be checked, or its number and short hash. */
  readonly checkText: string
}

/** Where a document breaks its own bounds: the field's path and what is wrong with it. */
export interface DocumentFault {
  readonly path: string
  readonly message: string
}

/**
 * Draws up one document in one language, by the clock of Kazakhstan. Refused is only what breaks the schema (a name of more than
 * 300 letters, no citation, a signature that is no PNG); whatever letters a text has, it comes out as text.
 * The first call loads the compiler. Each takes this thread while it lasts: tens of milliseconds, seconds for a report of a year
 * with a thousand events (docs/adr/0029-documents-by-typst.md).
 */
export async function renderDocument(
  document: Printed,
  language: Language,
): Promise<Result<RenderedDocument, readonly DocumentFault[]>> {
  const prepared = await inputsOf(document, language)
  if (!prepared.ok) return prepared
  const { inputs, ...hashes } = prepared.value
  const pdf = (await compiler()).pdf(inputs)
  return ok({ pdf, pdfSha256: sha256(pdf), ...hashes })
}

/** The same pages as a picture for the screen: nothing that anybody could hand on as the document. */
export async function drawDocument(document: Printed, language: Language): Promise<Result<string, readonly DocumentFault[]>> {
  const prepared = await inputsOf(document, language)
  return prepared.ok ? ok((await compiler()).svg(prepared.value.inputs)) : prepared
}

interface Prepared extends Pick<RenderedDocument, 'contentSha256' | 'shortHash' | 'checkText'> {
  readonly inputs: Readonly<Record<string, string>>
}

async function inputsOf(document: Printed, language: Language): Promise<Result<Prepared, readonly DocumentFault[]>> {
  const parsed = printedSchema.safeParse(document)
  if (!parsed.success) {
    return refused(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })))
  }
  const { isCovered } = await compiler()
  const sheet = sheetOf(parsed.data, language)
  const page = printableWithin(sheet.page, isCovered)
  const contentSha256 = sha256(JSON.stringify(page))
  const hash = shortHash(contentSha256)
  const { text: checkText, address, words: checkWords } = sheet.checkOf(hash)
  const words = said(envelopeWording, language)
  const check = {
    hash,
    text: checkText,
    address,
    words: checkWords,
    page: words.page,
    signature: words.signature,
    code: checkCode(checkText),
    places: printableWithin(
      sheet.signatures.map((signature) => signaturePlace(signature, language)),
      isCovered,
    ),
  }
  const inputs = {
    page: JSON.stringify(page),
    check: JSON.stringify(check),
    issued: JSON.stringify(utcOf(sheet.at)),
  }
  return ok({ inputs, contentSha256, shortHash: hash, checkText })
}

/** What the layout is given, before the letters are made printable. */
interface Sheet {
  readonly page: Page
  readonly at: Instant
  readonly signatures: readonly Signature[]
  /** What the code in the corner says, and the line at the foot of each page. */
  readonly checkOf: (hash: string) => { readonly text: string; readonly address: string | null; readonly words: string }
}

/** Whoever takes the papers: an empty line for a pen. */
const receiver: Signature = { role: 'receiving', name: null, position: null, signedAt: null, image: null, hasRefused: false }

function sheetOf(printed: ParsedPrinted, language: Language): Sheet {
  if (printed.kind === 'order-history') {
    const words = orderHistoryWording.check[language]
    return {
      page: orderHistoryPage(printed, language),
      at: printed.printedAt,
      signatures: [],
      checkOf: (hash) => ({ text: `${printed.orderId} ${hash} ${printed.jsonSha256}`, address: null, words }),
    }
  }
  if (printed.kind === 'cover-sheet') {
    return {
      page: coverSheetPage(printed, language),
      at: printed.printedAt,
      signatures: [receiver],
      checkOf: (hash) => ({ text: `${printed.deliveryId} ${hash}`, address: null, words: coverSheetWording.check[language] }),
    }
  }
  const words = envelopeWording.check[language]
  return {
    page: pageOf(printed, language),
    at: printed.issuedAt,
    signatures: printed.signatures,
    checkOf: (hash) => {
      const text = checkTextOf(printed, hash)
      return { text, address: printed.checkUrl === null ? null : text, words }
    },
  }
}

function pageOf(document: ParsedDocument, language: Language): Page {
  const words = said(envelopeWording, language)
  const { organisation, number } = document
  const { title, subtitle = null, addressee = [], blocks } = composed(document, language)
  return {
    language,
    title,
    subtitle,
    organisation: [
      inWords(organisation.name, language),
      ...(organisation.address === null ? [] : [inWords(organisation.address, language)]),
      ...(organisation.phone === null ? [] : [filled(words.phone, { phone: organisation.phone })]),
    ],
    number: filled(words.number, { number: numberOf(number) }),
    date: dayOf(document.issuedAt, language),
    place: document.place === null ? null : inWords(document.place, language),
    addressee,
    blocks: [...blocks, citationsBlock(document, language)],
  }
}

/** `15/2026`: the fifteenth of the organisation's documents in its year. */
function numberOf({ sequence, year }: ParsedDocument['number']): string {
  return `${sequence}/${year}`
}

function checkTextOf({ checkUrl, number }: ParsedDocument, hash: string): string {
  return checkUrl === null ? `${numberOf(number)} ${hash}` : `${checkUrl.replace(/\/$/, '')}/${hash}`
}

function signaturePlace(signature: Signature, language: Language): SignaturePlace {
  const words = said(envelopeWording, language)
  return {
    role: signatoryTerms[signature.role][language],
    name: signature.name,
    notes: [
      ...(signature.position === null ? [] : [inWords(signature.position, language)]),
      ...(signature.signedAt === null ? [] : [filled(words.signedAt, { at: momentOf(signature.signedAt, language) })]),
    ],
    mark: signature.hasRefused ? words.hasRefused : null,
    image: signature.image === null ? null : [...Buffer.from(signature.image, 'base64')],
  }
}

function utcOf(at: Instant) {
  return civilFromUtcMs(at)
}
