import type { Readable } from 'node:stream'
import { CsvError, type Parser, parse } from 'csv-parse'
import { describeCsvMistake } from '../../platform/csv-mistake.ts'
import { type InputMistake, Problem } from '../../platform/errors.ts'
import { refuseJson } from '../../platform/json.ts'
import { recognizeOther, refuseOther } from '../../platform/other-file.ts'

/** The largest file that an import of areas or figures takes, in bytes. */
export const IMPORT_LIMIT = 64 * 1024 * 1024

/**
 * Reads a JSON body that must be UTF-8.
 * @throws Problem import-refused for another kind of file or encoding, invalid-json for a broken or cut-off text
 */
export function readJson(bytes: Uint8Array): unknown {
  const other = recognizeOther(bytes)
  if (other) throw refuseFile(other)
  const text = decode(bytes)
  try {
    return JSON.parse(text)
  } catch {
    throw refuseJson(text)
  }
}

/** The longest row, in characters: a file without line ends is not taken for one row. */
const ROW_LIMIT = 100_000

/** A row of a delimited file and the line on which it ends. */
export type CsvRow = { cells: string[]; line: number }

/**
 * Reads a delimited UTF-8 text row by row.
 * @throws Problem import-refused for another kind of file or encoding, open quotes or a file that ends in the middle of a row;
 *   too-large above the limit
 */
export async function* readCsv(
  body: Readable,
  delimiter: string,
  limit = IMPORT_LIMIT,
): AsyncGenerator<CsvRow> {
  const source: { ended: string } = { ended: '' }
  const rows = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: ROW_LIMIT,
  })
  const fed = feed(body, rows, source, limit)
  let held: CsvRow | undefined
  let width = 0
  try {
    for await (const { record, info } of rows) {
      if (held) yield held
      held = { cells: record, line: info.lines }
      width ||= held.cells.length
    }
    await fed
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw refuseFile(describeCsvMistake(error, delimiter))
  }
  // A last row that lacks both columns and its line end was cut off, and so may be the number it ends in.
  if (held && held.cells.length < width && source.ended !== '\n') {
    throw refuseFile({
      nl: `Het bestand houdt midden in regel ${held.line} op. Stuur het hele bestand opnieuw.`,
      en: `The file ends in the middle of line ${held.line}. Send the whole file again.`,
    })
  }
  if (held) yield held
}

/** The problem for a file of which nothing was stored. */
export function refuseFile(detail: { nl: string; en: string }, mistakes: InputMistake[] = []): Problem {
  return new Problem('import-refused', detail, mistakes)
}

/**
 * Passes decoded text to the parser. The body is read to its end also after a mistake: only then does a client that
 * is still sending listen to the answer, and destroying it would close the connection.
 */
async function feed(body: Readable, rows: Parser, source: { ended: string }, limit: number) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  try {
    const pieces: AsyncIterable<Uint8Array> = body.iterator({ destroyOnReturn: false })
    for await (const chunk of refuseOther(pieces)) {
      size += chunk.length
      if (size > limit) throw tooLarge()
      const text = decodeWith(decoder, chunk)
      source.ended = text.at(-1) ?? source.ended
      if (!rows.write(text)) await drained(rows)
      if (rows.destroyed) return
    }
    decodeWith(decoder)
    rows.end()
  } catch (error) {
    rows.destroy(error instanceof Error ? error : new Error(String(error)))
  } finally {
    body.resume()
  }
}

/** Resolves when the parser takes more text, or never will. */
function drained(rows: Parser): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      rows.off('drain', done).off('close', done)
      resolve()
    }
    rows.on('drain', done).on('close', done)
  })
}

function decode(bytes: Uint8Array): string {
  return decodeWith(new TextDecoder('utf-8', { fatal: true }), bytes, false)
}

function decodeWith(
  decoder: InstanceType<typeof TextDecoder>,
  bytes?: Uint8Array,
  stream = bytes !== undefined,
): string {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    throw refuseFile({
      nl: 'Dit bestand is niet in UTF-8 opgeslagen, of het is afgebroken. Sla het op als UTF-8 en stuur het opnieuw.',
      en: 'This file is not UTF-8, or was cut off. Save it as UTF-8 and send it again.',
    })
  }
}

/** The problem for a file above the limit. */
export function tooLarge(): Problem {
  return new Problem('too-large', {
    nl: 'Het bestand is groter dan 64 MB. Stuur het in kleinere delen.',
    en: 'The file is larger than 64 MB. Send it in smaller parts.',
  })
}
