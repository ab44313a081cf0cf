import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

export type Encoding = 'br' | 'gzip'

/** The best encoding that a client accepts and that is worth it for this type of content. */
export function chooseEncoding(accepted: string | undefined, type: string): Encoding | undefined {
  if (!/^(text|application\/json|image\/svg)/.test(type)) return undefined
  const names = (accepted ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0])
  if (names.includes('br')) return 'br'
  return names.includes('gzip') ? 'gzip' : undefined
}

/** Makes content smaller: files once and well, pages quickly. */
export function compress(content: Uint8Array, encoding: Encoding, effort: 'quick' | 'well'): Promise<Buffer> {
  if (encoding === 'gzip') return zip(content, { level: effort === 'well' ? 9 : 4 })
  const quality = effort === 'well' ? 9 : 4
  return brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
}
