import { stripJpeg } from './jpeg.ts'
import type { Stripped } from './picture.ts'
import { stripPng } from './png.ts'
import { stripWebp } from './webp.ts'

/**
 * Takes everything out of a photo that is not needed to draw it: a camera writes beside the picture where and when it was taken,
 * with what, and by whom. What is kept is a closed list for each format, so that what nobody thought of goes too. How the picture
 * is to be turned is kept in a block of its own making. Any bytes after the end of the picture go.
 * @returns undefined when this is not a whole JPEG, PNG or WebP (not animated)
 */
export function stripPhoto(bytes: Uint8Array): Stripped | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return stripJpeg(bytes)
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return stripPng(bytes)
  if (bytes[0] === 0x52 && bytes[1] === 0x49) return stripWebp(bytes)
  return undefined
}
