import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer'
import { sql } from 'kysely'
import { arrayOf, type Sql } from '../../query/fragments.ts'
import type { TableColumn } from '../../query/table.ts'
import type { Format } from './format.ts'

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number]

/** Rows that are held before they are written: what a download takes in memory. */
const ROW_GROUP = 50_000

/**
 * Apache Parquet: the columns of a CSV with types of their own. A result that is no number is in `resultText`; a
 * phenomenonTime is its start, with the end of a period in `phenomenonTimeEnd`; other JSON is JSON.
 */
export const parquet: Format = {
  type: 'application/vnd.apache.parquet',
  extension: 'parquet',
  row: ({ columns }) =>
    arrayOf(columns.flatMap(partsOf).map(({ cell }) => sql`coalesce((${cell})::text, 'null')`)),
  async *write({ columns }, pages) {
    const parts = columns.flatMap(partsOf)
    const bytes = new ByteWriter()
    const writer = new ParquetWriter({
      writer: bytes,
      schema: [{ name: 'root', num_children: parts.length }, ...parts.map(({ element }) => element)],
      createdBy: 'Samenspel',
    })
    let held: unknown[][] = parts.map(() => [])
    const writeHeld = async () => {
      const columnData: ColumnSource[] = parts.map(({ name }, index) => ({ name, data: held[index] ?? [] }))
      await writer.write({ columnData, rowGroupSize: ROW_GROUP })
      held = parts.map(() => [])
    }
    for await (const page of pages) {
      for (const row of JSON.parse(`[${page}]`) as unknown[][]) {
        for (const [index, { read }] of parts.entries()) {
          const value = row[index]
          held[index]?.push(value === null || value === undefined ? null : read(value))
        }
      }
      if ((held[0]?.length ?? 0) < ROW_GROUP) continue
      await writeHeld()
      yield takeBytes(bytes)
    }
    if ((held[0]?.length ?? 0) > 0) await writeHeld()
    await writer.finish()
    yield takeBytes(bytes)
  },
}

/** What was written since the last time; the writer goes on counting from the start of the file. */
function takeBytes(writer: ByteWriter): Uint8Array {
  const taken = writer.getBytes().slice()
  writer.index = 0
  return taken
}

/** A column of the file: its cell as JSON text in SQL, and how that is read for the writer. */
type Part = { name: string; element: SchemaElement; cell: Sql; read(cell: unknown): unknown }

const asIs = (cell: unknown) => cell
const asInteger = (cell: unknown) => BigInt(cell as number)

function part(name: string, element: Partial<SchemaElement>, cell: Sql, read: Part['read'] = asIs): Part {
  return { name, element: { name, repetition_type: 'OPTIONAL', ...element }, cell, read }
}

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const
const JSON_TEXT = { type: 'BYTE_ARRAY', converted_type: 'JSON' } as const
const TIMESTAMP = {
  type: 'INT64',
  converted_type: 'TIMESTAMP_MICROS',
  logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
} as const

function partsOf({ name, value, json }: TableColumn): Part[] {
  switch (value.kind) {
    case 'integer':
      return [part(name, { type: 'INT64' }, value.sql, asInteger)]
    case 'instant':
      return [part(name, TIMESTAMP, microseconds(value.sql), asInteger)]
    case 'period':
      return [
        part(name, TIMESTAMP, microseconds(value.start), asInteger),
        part(`${name}End`, TIMESTAMP, microseconds(sql`nullif(${value.end}, ${value.start})`), asInteger),
      ]
    case 'json': {
      const isResult = name === 'result' || name.endsWith('/result')
      if (!isResult) return [part(name, JSON_TEXT, json)]
      const text = sql`case when ${value.number} is null then to_json(${value.text})::text end`
      return [part(name, { type: 'DOUBLE' }, sql`to_json(${value.number})`), part(`${name}Text`, TEXT, text)]
    }
    case 'geometry':
      return [part(name, JSON_TEXT, json)]
    default:
      return [part(name, TEXT, json)]
  }
}

/** Microseconds since 1970: within what a JSON number holds for every time that can be stored. */
function microseconds(at: Sql): Sql {
  return sql`(extract(epoch from ${at}) * 1000000)::int8`
}
