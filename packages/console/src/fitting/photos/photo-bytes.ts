/** Enough to read a serial number and to see how a strap sits; a photo is then some hundred kilobytes. */
const mostPixelsALine = 1_600
const quality = 0.8

/**
 * The picture alone, upright, made smaller: drawn and written anew, so that nothing which the camera wrote beside it (place, time,
 * device) leaves the phone. Throws where the file is no picture that the browser can read.
 */
export async function photoBytes(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const scale = Math.min(1, mostPixelsALine / Math.max(picture.width, picture.height))
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(picture.width * scale)),
      Math.max(1, Math.round(picture.height * scale)),
    )
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser draws no pictures')
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await canvas.convertToBlob({ type: 'image/jpeg', quality })
  } finally {
    picture.close()
  }
}
