import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type ColumnMapping, chooseCsvOptions } from '@samenspel/standards/tabular'
import { CsvError, parse } from 'csv-parse'
import { describeCsvMistake } from '../../../platform/csv-mistake.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import { Problem } from '../../../platform/errors.ts'
import { refuseOther } from '../../../platform/other-file.ts'

/** A row of a delimited file, and the line on which it stands, counted from 1. */
export type FileRow = { cells: string[]; line: number }

/**
 * Reads the rows of a file one by one, the header included.
 * @throws Problem import-refused for another kind of file or encoding, open quotes, or an end in the middle of a row
 */
export async function* readRows(path: string, mapping: ColumnMapping): AsyncGenerator<FileRow> {
  const text = { last: '' }
  const rows = parse(chooseCsvOptions(mapping))
  const encoding = mapping.file.encoding ?? 'utf-8'
  // A fault on the way destroys `rows` with it, and so arrives where the rows are read.
  pipeline(createReadStream(path), (chunks) => decodePieces(chunks, encoding, text), rows).catch(() => {})
  let held: FileRow | undefined
  let width = 0
  try {
    for await (const { record, info } of rows as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      if (held) yield held
      held = { cells: record, line: info.lines }
      width ||= record.length
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw refuseFile(describeCsvMistake(error, mapping.file.delimiter))
  } finally {
    rows.destroy()
  }
  // Without its line end and with too few cells, the last row was cut off, and so may be the number it ends in.
  if (held && held.cells.length < width && text.last !== '\n') {
    throw refuseFile({
      nl: `Het bestand houdt midden in regel ${held.line} op. Stuur het hele bestand opnieuw.`,
      en: `The file ends in the middle of line ${held.line}. Send the whole file again.`,
    })
  }
  if (held) yield held
}

/** The problem for a file of which nothing was stored. */
export function refuseFile(detail: Bilingual): Problem {
  return new Problem('import-refused', detail)
}

/** The text of the file in pieces; keeps its last character. */
async function* decodePieces(chunks: AsyncIterable<Uint8Array>, encoding: string, text: { last: string }) {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of refuseOther(chunks)) {
    const piece = decode(decoder, encoding, chunk)
    text.last = piece.at(-1) ?? text.last
    yield piece
  }
  yield decode(decoder, encoding)
}

function decode(decoder: InstanceType<typeof TextDecoder>, encoding: string, bytes?: Uint8Array): string {
  const wrong = (nl: string, en: string) => refuseFile({ nl, en })
  let piece: string
  try {
    piece = decoder.decode(bytes, { stream: bytes !== undefined })
  } catch {
    throw wrong(
      `Dit bestand is niet in ${encoding} opgeslagen, of het is afgebroken. Sla het op als UTF-8 en stuur het opnieuw.`,
      `This file is not in ${encoding}, or was cut off. Save it as UTF-8 and send it again.`,
    )
  }
  if (piece.includes('\0')) {
    throw wrong(
      'Dit is geen tekstbestand in UTF-8: er staan nul-tekens in. Sla het op als CSV in UTF-8.',
      'This is not a text file in UTF-8: it has null characters. Save it as CSV in UTF-8.',
    )
  }
  return piece
}
