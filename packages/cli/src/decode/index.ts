export { runDecode } from './run-decode.ts'
