import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip, gzip, type ZlibOptions } from 'node:zlib'

const unpack = promisify(gunzip)
const pack: (content: Buffer, options: ZlibOptions) => Promise<Buffer> = promisify(gzip)

const BLOCK = 512
const SIZE = { at: 124, length: 12 }
const CHECKSUM = { at: 148, length: 8 }

/** What of PostGIS we use: its core. Raster, topology and the American geocoder are two thirds of its code. */
const WANTED =
  /^(lib\/postgresql\/postgis-3\.so|share\/proj\/.*|share\/postgresql\/extension\/postgis(--\d[\d.]*\.sql|\.control))$/

const INSTALLATION = /\/postgis--\d[\d.]*\.sql$/

/** The reference systems that are kept of the thousands PostGIS knows: WGS84, Dutch and European ones, web maps. */
const REFERENCE_SYSTEMS = new Set([3035, 3857, 4258, 4326, 7415, 25831, 25832, 28992])

/** Raised when what is kept changes, so that an older copy is not used. */
const EDITION = 1

/**
 * The smaller copy of PGlite's PostGIS that the embedded database loads, made the first time. The whole one costs
 * 300 MB more memory, and seconds more at each start, for parts that nothing here uses.
 * @param whole the `.tar.gz` of the package
 * @param folder where copies are kept
 * @returns the copy, or the whole one when the folder cannot be made
 */
export async function trimPostgis(whole: URL, folder: URL): Promise<URL> {
  const packed = await readFile(whole)
  const trimmed = new URL(`postgis-${EDITION}-${packed.length}.tar.gz`, folder)
  if (existsSync(trimmed)) return trimmed
  try {
    await mkdir(folder, { recursive: true })
  } catch {
    return whole
  }
  const unfinished = new URL(`${trimmed.href}.${randomUUID()}`)
  await writeFile(unfinished, await pack(trimArchive(await unpack(packed)), { level: 1 }))
  await rename(unfinished, trimmed)
  return trimmed
}

/** The wanted files of a tar archive, with a shorter list of reference systems in the installation script. */
function trimArchive(archive: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + BLOCK)
    const name = header.toString('latin1', 0, header.indexOf(0))
    const size = Number.parseInt(header.toString('latin1', SIZE.at, SIZE.at + SIZE.length), 8)
    const content = archive.subarray(at + BLOCK, at + BLOCK + size)
    at += BLOCK + size + fillOf(size)
    if (!WANTED.test(name)) continue
    const kept = INSTALLATION.test(name)
      ? Buffer.from(trimReferenceSystems(content.toString('utf8')))
      : content
    parts.push(resize(header, kept.length), kept, Buffer.alloc(fillOf(kept.length)))
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)])
}

const INSERT = /(?<=^INSERT INTO "spatial_ref_sys" .*VALUES\n)[\s\S]*?(?=^ON CONFLICT )/m

/** The installation script with only the rows of {@link REFERENCE_SYSTEMS}; each is a line of its own. */
export function trimReferenceSystems(script: string): string {
  return script.replace(INSERT, (rows) => {
    const kept = rows.split('\n').filter((line) => REFERENCE_SYSTEMS.has(Number(/^\((\d+),/.exec(line)?.[1])))
    return `${kept.map((line) => line.replace(/,$/, '')).join(',\n')}\n`
  })
}

function fillOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK
}

/** A header that says another size; its checksum counts itself as spaces. */
function resize(header: Buffer, size: number): Buffer {
  const made = Buffer.from(header)
  made.write(`${size.toString(8).padStart(SIZE.length - 1, '0')}\0`, SIZE.at, 'latin1')
  made.fill(0x20, CHECKSUM.at, CHECKSUM.at + CHECKSUM.length)
  const sum = made.reduce((total, byte) => total + byte, 0)
  made.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM.at, 'latin1')
  return made
}
