export { type DecodedLine, decodeLine, type PrintedReading, type RefusedLine } from './decode-line.ts'
export { linesOf } from './lines.ts'
export { decodeStream, runDecode } from './run-decode.ts'
