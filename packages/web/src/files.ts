import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { chooseEncoding, compress, type Encoding } from './compress.ts'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

/** A file for browsers, ready to be sent. */
export type SentFile = {
  content: Buffer
  type: string
  encoding: Encoding | undefined
  /** True when its name changes with its content, so that it never has to be asked for again. */
  immutable: boolean
}

/**
 * Makes a function that finds the file of an address, compressed as the client accepts. What was read is kept: the
 * files of a build are few and never change.
 */
export function createFiles(folder: string) {
  const root = normalize(folder).replace(/[/\\]$/, '') + sep
  const kept = new Map<string, Promise<Buffer>>()
  const keep = (key: string, make: () => Promise<Buffer>) => {
    const known = kept.get(key) ?? make()
    kept.set(key, known)
    return known
  }
  return async (address: string, accepted: string | undefined): Promise<SentFile | undefined> => {
    const type = TYPES[extname(address)]
    if (!type || address.includes('\0')) return undefined
    const path = normalize(join(root, address))
    if (!path.startsWith(root)) return undefined
    // What was read is sent at once: who asked the disk would wait behind a chart that is being drawn.
    if (!kept.has(path)) {
      const found = await stat(path).catch(() => undefined)
      if (!found?.isFile()) return undefined
    }
    const encoding = chooseEncoding(accepted, type)
    const plain = await keep(path, () => readFile(path))
    const content = encoding
      ? await keep(`${encoding} ${path}`, () => compress(plain, encoding, 'well'))
      : plain
    return { content, type, encoding, immutable: address.startsWith('/assets/') }
  }
}
