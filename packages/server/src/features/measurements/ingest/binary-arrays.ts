/**
 * Whole columns as PostgreSQL binary array parameters (`pg` sends a Buffer in binary format): no text is made, quoted or
 * read back, which is most of the cost of sending many numbers. Layout: PostgreSQL source, array_recv and the types' recv.
 */

/** A column of values; null where a row has none. */
export type Column<T> = ArrayLike<T | null>

const OID = { int2: 21, int4: 23, int8: 20, float8: 701, timestamptz: 1184, text: 25 } as const
const HEADER = 20
const EPOCH_2000 = 946_684_800_000_000
const TWO_32 = 2 ** 32

type Fixed = { oid: number; width: number; write(view: DataView, at: number, value: number): void }

const FIXED = {
  int2: { oid: OID.int2, width: 2, write: (view, at, value) => view.setInt16(at, value) },
  int4: { oid: OID.int4, width: 4, write: (view, at, value) => view.setInt32(at, value) },
  int8: { oid: OID.int8, width: 8, write: writeInt64 },
  float8: { oid: OID.float8, width: 8, write: (view, at, value) => view.setFloat64(at, value) },
  timestamptz: {
    oid: OID.timestamptz,
    width: 8,
    write: (view, at, value) => writeInt64(view, at, value - EPOCH_2000),
  },
} as const satisfies Record<string, Fixed>

/** Numbers as `int2[]`, `int4[]`, `int8[]` or `float8[]`; microseconds since 1970 (UTC) as `timestamptz[]`. NaN is null. */
export function encodeNumbers(type: keyof typeof FIXED, column: Column<number>): Buffer {
  const { oid, width, write } = FIXED[type]
  const nulls = countNulls(column)
  const { length } = column
  const buffer = Buffer.allocUnsafe(HEADER + length * 4 + (length - nulls) * width)
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
  let at = writeHeader(view, oid, length, nulls)
  for (let index = 0; index < length; index++) {
    const value = column[index]
    if (isNone(value)) {
      view.setInt32(at, -1)
      at += 4
      continue
    }
    view.setInt32(at, width)
    write(view, at + 4, value)
    at += 4 + width
  }
  return buffer
}

/** A column of rows to copy: numbers of a type, microseconds since 1970 (UTC) for `timestamptz`, or texts. */
export type CopiedColumn =
  | { type: keyof typeof FIXED; values: Column<number> }
  | { type: 'text'; values: Column<string> }

/** `PGCOPY`, no flags and nothing more: how rows in binary format begin. */
const COPY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const COPY_END = Buffer.from([0xff, 0xff])

/**
 * Columns as the rows of a binary COPY.
 * @param rows places in the columns, in the order in which they are copied
 */
export function encodeCopy(columns: readonly CopiedColumn[], rows: ArrayLike<number>): Buffer {
  const { length } = rows
  const sizes = columns.map((column) => sizeOf(column, rows))
  const size = sizes.reduce((sum, each) => sum + each + length * 4, COPY_HEADER.length + length * 2)
  const buffer = Buffer.allocUnsafe(size + COPY_END.length)
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
  let at = COPY_HEADER.copy(buffer)
  for (let place = 0; place < length; place++) {
    view.setInt16(at, columns.length)
    at += 2
    for (const { type, values } of columns) {
      const value = values[rows[place] ?? 0]
      if (isNone(value)) {
        view.setInt32(at, -1)
        at += 4
      } else if (type === 'text') {
        const bytes = buffer.write(String(value), at + 4)
        view.setInt32(at, bytes)
        at += 4 + bytes
      } else {
        const { width, write } = FIXED[type]
        view.setInt32(at, width)
        write(view, at + 4, Number(value))
        at += 4 + width
      }
    }
  }
  COPY_END.copy(buffer, at)
  return buffer
}

/** Bytes of all values of a column. */
function sizeOf({ type, values }: CopiedColumn, rows: ArrayLike<number>): number {
  let size = 0
  for (let place = 0; place < rows.length; place++) {
    const value = values[rows[place] ?? 0]
    if (!isNone(value)) size += type === 'text' ? Buffer.byteLength(String(value)) : FIXED[type].width
  }
  return size
}

/** Texts as `text[]`. */
export function encodeTexts(column: Column<string>): Buffer {
  const { length } = column
  let size = HEADER + length * 4
  for (let index = 0; index < length; index++) size += Buffer.byteLength(column[index] ?? '')
  const buffer = Buffer.allocUnsafe(size)
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
  let at = writeHeader(view, OID.text, length, countNulls(column))
  for (let index = 0; index < length; index++) {
    const text = column[index] ?? null
    const bytes = text === null ? -1 : buffer.write(text, at + 4)
    view.setInt32(at, bytes)
    at += 4 + Math.max(0, bytes)
  }
  return buffer
}

function countNulls(column: Column<unknown>): number {
  let nulls = 0
  for (let index = 0; index < column.length; index++) if (isNone(column[index])) nulls++
  return nulls
}

/** NaN, which equals nothing, is no value of any column. */
function isNone<T>(value: T | null | undefined): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value)
}

function writeHeader(view: DataView, oid: number, length: number, nulls: number): number {
  view.setInt32(0, 1)
  view.setInt32(4, nulls > 0 ? 1 : 0)
  view.setInt32(8, oid)
  view.setInt32(12, length)
  view.setInt32(16, 1)
  return HEADER
}

function writeInt64(view: DataView, at: number, value: number): void {
  const high = Math.floor(value / TWO_32)
  view.setInt32(at, high)
  view.setUint32(at + 4, value - high * TWO_32)
}
