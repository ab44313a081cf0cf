import { type Bilingual, Problem } from './errors.ts'

/** A kind of file that is no text: how its first bytes are, and what to do with it. */
type OtherFile = { signature: readonly number[] } & Bilingual

const UNPACK = {
  nl: 'Pak het uit, en stuur het bestand dat erin zit.',
  en: 'Unpack it, and send the file that is in it.',
}

const packed = (name: string, ...signature: number[]): OtherFile => ({
  signature,
  nl: `Dit bestand is ingepakt met ${name}. ${UNPACK.nl}`,
  en: `This file is compressed with ${name}. ${UNPACK.en}`,
})

const UTF_16 = {
  nl: 'Dit bestand is opgeslagen in UTF-16. Sla het op als UTF-8, en stuur het opnieuw.',
  en: 'This file is saved in UTF-16. Save it as UTF-8, and send it again.',
}

const SPREADSHEET = {
  nl: 'Dit is een werkblad (Excel of OpenDocument). Bewaar het daarin als CSV in UTF-8, en stuur dat bestand.',
  en: 'This is a spreadsheet (Excel or OpenDocument). Save it there as CSV in UTF-8, and send that file.',
}

/** Files that people send for text by mistake, by the bytes with which their formats begin. */
const OTHER_FILES: readonly OtherFile[] = [
  packed('gzip', 0x1f, 0x8b),
  packed('zip', 0x50, 0x4b, 0x03, 0x04),
  packed('bzip2', 0x42, 0x5a, 0x68),
  packed('xz', 0xfd, 0x37, 0x7a, 0x58, 0x5a),
  packed('7-Zip', 0x37, 0x7a, 0xbc, 0xaf),
  packed('Zstandard', 0x28, 0xb5, 0x2f, 0xfd),
  { signature: [0xd0, 0xcf, 0x11, 0xe0], ...SPREADSHEET },
  {
    signature: [0x25, 0x50, 0x44, 0x46],
    nl: 'Dit is een PDF. Vraag de gegevens als CSV of GeoJSON aan wie ze heeft.',
    en: 'This is a PDF. Ask whoever has the data for CSV or GeoJSON.',
  },
  {
    signature: [0x50, 0x41, 0x52, 0x31],
    nl: 'Dit is een Parquet-bestand. Zet het om naar CSV, en stuur dat.',
    en: 'This is a Parquet file. Convert it to CSV, and send that.',
  },
  { signature: [0xff, 0xfe], ...UTF_16 },
  { signature: [0xfe, 0xff], ...UTF_16 },
]

/** The first file in a zip that says that the zip is a spreadsheet; its name begins at byte 30. */
const IN_SPREADSHEET = /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/|mimetypeapplication\/vnd\.oasis)/

/** Bytes that tell what a file is. */
const TELLING = 96

/** Whether a signature could begin a text: `PAR1` is a name of a column too, and then text follows. */
const isPrintable = (signature: readonly number[]) => signature.every((byte) => byte >= 0x20 && byte < 0x7f)

/** A byte that text in ASCII does not have. */
const isNoText = (byte: number) =>
  byte >= 0x80 || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)

/** What a file is that is no text in UTF-8, and what to do with it; undefined when it may be text. */
export function recognizeOther(start: Uint8Array): Bilingual | undefined {
  const found = OTHER_FILES.find(
    ({ signature }) =>
      signature.every((byte, at) => start[at] === byte) &&
      (!isPrintable(signature) || start.subarray(0, TELLING).some(isNoText)),
  )
  if (!found) return undefined
  const isZip = found.signature[0] === 0x50 && found.signature[1] === 0x4b
  const inside = Buffer.from(start.subarray(30, TELLING)).toString('latin1')
  const { nl, en } = isZip && IN_SPREADSHEET.test(inside) ? SPREADSHEET : found
  return { nl, en }
}

/**
 * Passes on the pieces of a file that may be text.
 * @throws Problem import-refused that says what the file is, before anything was passed on
 */
export async function* refuseOther(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Buffer | undefined = Buffer.alloc(0)
  for await (const piece of pieces) {
    if (!start) {
      yield piece
      continue
    }
    start = Buffer.concat([start, piece])
    if (start.length < TELLING) continue
    yield* text(start)
    start = undefined
  }
  if (start) yield* text(start)
}

function* text(start: Buffer): Generator<Uint8Array> {
  const other = recognizeOther(start)
  if (other) throw new Problem('import-refused', other)
  if (start.length > 0) yield start
}
