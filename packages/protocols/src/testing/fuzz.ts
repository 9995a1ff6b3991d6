import { instant } from '@bilezik/domain'
import type { Codec, DatagramFormat, DecodeContext, HttpFormat, HttpRequest, MqttFormat, StreamFormat } from '../codec.ts'
import { hexOf } from '../cursor.ts'
import { FuzzError, FuzzJudge, type FuzzReport } from './fuzz-judge.ts'
import type { GoldenFrame } from './golden-frame.ts'
import { mutated, mutatedText } from './mutate.ts'
import { type Random, randomFrom } from './random.ts'

export interface FuzzOptions {
  readonly codec: Codec
  readonly frames: readonly GoldenFrame[]
  /** Mutated messages to try. */
  readonly count: number
  readonly seed: number
  /** Any running clock, for hangs. */
  readonly clockMs: () => number
}

/** One step of a run: tries one or a few mutated messages. */
type Way = () => void

const receivedAt = instant(1_795_000_000_000)

/** Half of the time a wrong checksum is forgiven: what lies behind it would hardly ever be reached otherwise. */
function anyContext(random: Random): DecodeContext {
  return { receivedAt, isChecksumUntrusted: random.below(2) === 0 }
}

function pick<T>(all: readonly T[], random: Random): T {
  return all[random.below(all.length)]!
}

/** Pushes the bytes in pieces, cut where a network likes, and decodes what comes out; returns how many bytes came out. */
function pushInPieces(
  format: StreamFormat,
  framer: ReturnType<StreamFormat['createFramer']>,
  bytes: Uint8Array,
  run: Run,
): number {
  const { judge, random } = run
  let given = 0
  for (let at = 0; at < bytes.length;) {
    const chunk = bytes.subarray(at, at + 1 + random.below(random.below(4) === 0 ? 4 : bytes.length))
    at += chunk.length
    for (const output of judge.timed(hexOf(chunk), () => framer.push(chunk))) {
      given += output.bytes.length
      if (output.bytes.length > format.maxFrameBytes) judge.fail('a frame beyond its limit', hexOf(output.bytes))
      if (output.kind === 'frame') judge.timed(hexOf(output.bytes), () => format.decode(output.bytes, anyContext(random)))
    }
  }
  return given
}

interface Run {
  readonly judge: FuzzJudge
  readonly random: Random
}

/** Some frames one behind the other on one connection. */
function streamWay(format: StreamFormat, codec: Codec, frames: readonly Uint8Array[], run: Run): Way {
  const { judge, random } = run
  const key = new Uint8Array(32)
  return () => {
    const framer = format.createFramer()
    let held = 0
    for (let left = 1 + random.below(8); left > 0; left--) {
      const bytes = mutated(pick(frames, random), pick(frames, random), random)
      judge.message(bytes.length, hexOf(bytes), () => format.decode(bytes, anyContext(random)))
      if (random.below(16) === 0) judge.timed(hexOf(bytes), () => codec.authentication?.isAuthentic(bytes, key))
      held += bytes.length - pushInPieces(format, framer, bytes, run)
      // Line ends and escapes may be taken off a frame, so it can be shorter than its bytes; nothing may come from nowhere.
      if (held < 0) judge.fail('the framer gave more bytes than it got', hexOf(bytes))
    }
    const rest = judge.timed('flush', () => framer.flush()).reduce((sum, output) => sum + output.bytes.length, 0)
    if (rest > format.maxFrameBytes * 2) judge.fail(`held ${rest} bytes`, 'flush')
  }
}

function datagramWay(format: DatagramFormat, frames: readonly Uint8Array[], { judge, random }: Run): Way {
  return () => {
    const bytes = mutated(pick(frames, random), pick(frames, random), random)
    judge.message(bytes.length, hexOf(bytes), () => format.decode(bytes, anyContext(random)))
  }
}

function httpWay(format: HttpFormat, requests: readonly HttpRequest[], { judge, random }: Run): Way {
  return () => {
    const { method, url, headers, body } = pick(requests, random)
    const changed: HttpRequest = {
      method,
      url: random.below(2) === 0 ? mutatedText(url, random) : url,
      headers,
      ...(body === undefined ? {} : { body: mutatedText(body, random) }),
    }
    const byteCount = changed.url.length + (changed.body?.length ?? 0)
    judge.message(byteCount, changed, () => format.decode(changed, anyContext(random)))
  }
}

function mqttWay(format: MqttFormat, published: readonly { topic: string; bytes: Uint8Array }[], { judge, random }: Run): Way {
  return () => {
    const { topic: own, bytes } = pick(published, random)
    const payload = mutated(bytes, pick(published, random).bytes, random)
    const topic = random.below(4) === 0 ? mutatedText(own, random) : own
    const given = { topic, hex: hexOf(payload) }
    judge.message(payload.length + topic.length, given, () => format.decode({ topic, payload }, anyContext(random)))
  }
}

function waysOf(codec: Codec, frames: readonly GoldenFrame[], run: Run): readonly Way[] {
  const bytesOf = (hex: string) => Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16))
  const bytesOver = (over: 'stream' | 'datagram') => frames.flatMap((frame) => (frame.over === over ? [bytesOf(frame.hex)] : []))
  const [streamed, packets] = [bytesOver('stream'), bytesOver('datagram')]
  // Most protocols put the same frames into datagrams.
  const datagrams = packets.length > 0 ? packets : streamed
  const requests = frames.flatMap((frame) => (frame.over === 'http' ? [frame.request] : []))
  const published = frames.flatMap((frame) => (frame.over === 'mqtt' ? [{ topic: frame.topic, bytes: bytesOf(frame.hex) }] : []))
  return [
    ...(codec.stream && streamed.length > 0 ? [streamWay(codec.stream, codec, streamed, run)] : []),
    ...(codec.datagram && datagrams.length > 0 ? [datagramWay(codec.datagram, datagrams, run)] : []),
    ...(codec.http && requests.length > 0 ? [httpWay(codec.http, requests, run)] : []),
    ...(codec.mqtt && published.length > 0 ? [mqttWay(codec.mqtt, published, run)] : []),
  ]
}

/** Throws at the first promise that the codec breaks: no exception, honest readings, no more of them than bytes, no hang. */
export function fuzz({ codec, frames, count, seed, clockMs }: FuzzOptions): FuzzReport {
  const run: Run = { judge: new FuzzJudge(`${codec.name}, SEED=${seed}`, clockMs), random: randomFrom(seed) }
  const ways = waysOf(codec, frames, run)
  const spoken = [codec.stream, codec.datagram, codec.http, codec.mqtt].filter((format) => format !== undefined)
  if (ways.length < spoken.length) throw new FuzzError(`${codec.name}: no golden frame over one of its transports`)
  while (run.judge.report.tried < count) pick(ways, run.random)()
  return run.judge.report
}
