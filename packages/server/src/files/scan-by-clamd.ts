import net from 'node:net'

export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string }

export type Scanned =
  | { readonly found: 'nothing' }
  | { readonly found: 'infected'; readonly signature: string }
  /** Not reached, silent, or unable to say. */
  | { readonly found: 'no-answer'; readonly because: string }

const pieceBytes = 64 * 1024
const answerWithinMs = 60_000
const mostAnswerBytes = 4_096

function* commandOf(bytes: Buffer): Generator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    const piece = bytes.subarray(from, from + pieceBytes)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    yield length
    yield piece
  }
  yield Buffer.alloc(4)
}

function read(answer: string): Scanned {
  const text = answer.replace(/\0[\s\S]*$/, '').trim()
  if (text === 'stream: OK') return { found: 'nothing' }
  const signature = /^stream: (.+) FOUND$/.exec(text)?.[1]
  return signature === undefined
    ? { found: 'no-answer', because: text.slice(0, 200) || 'the connection ended' }
    : { found: 'infected', signature: signature.slice(0, 200) }
}

/** Asks clamd by its INSTREAM command (clamd(8)); never throws. */
export function scanByClamd(address: ClamdAddress, bytes: Buffer, withinMs = answerWithinMs): Promise<Scanned> {
  return new Promise((resolve) => {
    const socket = net.connect(address)
    let answer = ''
    const settle = (scanned: Scanned) => {
      clearTimeout(limit)
      socket.destroy()
      resolve(scanned)
    }
    const limit = setTimeout(() => settle({ found: 'no-answer', because: `no answer within ${withinMs} ms` }), withinMs)
    socket.on('error', (error) => settle(answer === '' ? { found: 'no-answer', because: error.message } : read(answer)))
    socket.on('close', () => settle(read(answer)))
    socket.on('data', (piece: Buffer) => {
      answer += piece.toString('latin1')
      if (answer.includes('\0') || answer.length > mostAnswerBytes) settle(read(answer))
    })
    socket.once('connect', () => void write(socket, bytes))
  })
}

/** No faster than it takes it. clamd may answer before the end, when it has seen enough. */
async function write(socket: net.Socket, bytes: Buffer): Promise<void> {
  for (const piece of commandOf(bytes)) {
    if (socket.destroyed) return
    if (!socket.write(piece))
      await new Promise<void>((resolve) => {
        const goOn = () => {
          socket.off('drain', goOn).off('close', goOn)
          resolve()
        }
        socket.on('drain', goOn).on('close', goOn)
      })
  }
}
