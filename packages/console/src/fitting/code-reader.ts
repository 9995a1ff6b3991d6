import { type ReaderOptions, prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import readerUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

// The reader's own default is a copy on somebody else's server.
prepareZXingModule({ overrides: { locateFile: (file: string) => (file.endsWith('.wasm') ? readerUrl : file) } })

/** What makers of devices, SIM cards and batteries print. */
const options: ReaderOptions = { formats: ['Code128', 'Code39', 'EAN13', 'QRCode', 'DataMatrix'], maxNumberOfSymbols: 1 }

/** Wider pictures take longer to read and are read no better from a hand's breadth away. */
const mostPixelsWide = 1_280

/** The first code in what the camera shows now. Nothing of the picture leaves the page. */
export async function codeIn(video: HTMLVideoElement, canvas: HTMLCanvasElement): Promise<string | null> {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0) return null
  const scale = Math.min(1, mostPixelsWide / videoWidth)
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  const [found] = await readBarcodes(context.getImageData(0, 0, canvas.width, canvas.height), options)
  return found?.text.trim() || null
}
