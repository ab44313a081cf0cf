import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Db } from '../../../platform/database/connect.ts'
import { type Cell, writeRow } from '../../../platform/http/csv.ts'
import { type DataSubject, inPieces, type PersonalTable } from '../../../platform/personal-data.ts'
import { fileNames, writeReadMe } from './read-me.ts'

/**
 * Everything about someone as a zip: each table as JSON and as CSV, and what it all is in Dutch and English. It is made while it is sent:
 * one piece of one table is in memory, whatever there is.
 */
export function writeZip(
  db: Db,
  { subject, tables, at }: { subject: DataSubject; tables: readonly PersonalTable[]; at: Date },
): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  // The library leaves it to us that what cannot be read ends the zip, and who hangs up ends the reading.
  let reading: Readable | undefined
  output.once('close', () => reading?.destroy())
  zip.on('error', (error: Error) => output.destroy(error))
  for (const [language, name] of [
    ['nl', 'LEESMIJ.txt'],
    ['en', 'README.txt'],
  ] as const) {
    zip.addBuffer(Buffer.from(writeReadMe(tables, { language, email: subject.email, at })), name, {
      mtime: at,
    })
  }
  for (const table of tables) {
    const names = fileNames(table)
    const add = (name: string, write: () => AsyncGenerator<Buffer, void, undefined>) =>
      zip.addReadStreamLazy(name, { mtime: at }, (give) => {
        const source = Readable.from(write(), { objectMode: false })
        reading = source
        source.on('error', (error) => output.destroy(error))
        give(null, source)
      })
    add(names.json, () => writeJson(inPieces(table.export(db, subject))))
    add(names.csv, () => writeTable(inPieces(table.export(db, subject))))
  }
  zip.end()
  return output
}

async function* writeJson(pieces: AsyncIterable<object[]>): AsyncGenerator<Buffer, void, undefined> {
  let before = '[\n'
  for await (const rows of pieces) {
    if (rows.length === 0) continue
    yield Buffer.from(before + rows.map((row) => JSON.stringify(row)).join(',\n'))
    before = ',\n'
  }
  yield Buffer.from(before === '[\n' ? '[]\n' : '\n]\n')
}

/** The columns are those of the first row; every row of a table has the same. */
async function* writeTable(pieces: AsyncIterable<object[]>): AsyncGenerator<Buffer, void, undefined> {
  let columns: string[] | undefined
  for await (const rows of pieces) {
    const [first] = rows
    if (first === undefined) continue
    const head = columns === undefined ? writeRow(Object.keys(first)) : ''
    columns ??= Object.keys(first)
    const names = columns
    const lines = rows.map((row) =>
      writeRow(names.map((name) => toCell((row as Record<string, unknown>)[name]))),
    )
    yield Buffer.from(head + lines.join(''))
  }
  // A file without a row still is a file.
  if (columns === undefined) yield Buffer.from('\r\n')
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'string') return value
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}
