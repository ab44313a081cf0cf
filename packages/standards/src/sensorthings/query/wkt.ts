import type { GeometryValue } from './ast.ts'
import {
  type Cursor,
  enter,
  expectChar,
  expectEnd,
  fail,
  failExpected,
  openCursor,
  skipSpace,
  takeChar,
  takeMatch,
  takeWord,
} from './cursor.ts'

/** Per shape, how many parentheses deep its positions are (OGC 06-103r4 clause 7.2). */
const SHAPES = new Map<
  string,
  { readonly levels: 0 | 1 | 2 | 3; readonly least: number; readonly ring: boolean }
>([
  ['POINT', { levels: 0, least: 1, ring: false }],
  ['LINESTRING', { levels: 1, least: 2, ring: false }],
  ['POLYGON', { levels: 2, least: 4, ring: true }],
  ['MULTIPOINT', { levels: 1, least: 1, ring: false }],
  ['MULTILINESTRING', { levels: 2, least: 2, ring: false }],
  ['MULTIPOLYGON', { levels: 3, least: 4, ring: true }],
])
const NUMBER = /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?/y

/**
 * Reads the text between the quotes of `geography'…'`: Well-Known Text, longitude before latitude, WGS 84.
 * Everything PostGIS would refuse at run time is refused here. The result's `wkt` is written anew from what was read.
 * @param outer cursor whose path, limits and depth count; errors point to `at` in it.
 */
export function parseWkt(text: string, outer: Cursor, at: number): GeometryValue {
  const cursor = openCursor(text, `${outer.path}, geography @${at}`, outer.limits)
  cursor.depth = outer.depth
  const srid = takeMatch(cursor, /\s*SRID\s*=\s*\d+\s*;/iy)
  if (srid !== undefined && !/=\s*4326\s*;/.test(srid)) {
    fail(
      cursor,
      'type-mismatch',
      {
        nl: 'Hier kan alleen SRID=4326 (lengtegraad, breedtegraad).',
        en: 'Only SRID=4326 (longitude, latitude) can be used here.',
      },
      0,
    )
  }
  const count = { positions: 0, dimensions: 0 }
  const value = readGeometry(cursor, count)
  expectEnd(cursor)
  return value
}

interface Count {
  positions: number
  /** 0 until the first position is read. */
  dimensions: number
}

function readGeometry(cursor: Cursor, count: Count): GeometryValue {
  skipSpace(cursor)
  const at = cursor.at
  const shape = takeWord(cursor)?.toUpperCase() ?? ''
  skipSpace(cursor)
  const z = takeMatch(cursor, /z\b/iy) !== undefined
  if (z && count.dimensions === 2)
    fail(
      cursor,
      'syntax',
      {
        nl: 'Posities met en zonder hoogte staan door elkaar.',
        en: 'Positions with and without height are mixed.',
      },
      at,
    )
  if (shape === 'GEOMETRYCOLLECTION') {
    enter(cursor)
    const parts = readList(cursor, () => readGeometry(cursor, count))
    cursor.depth -= 1
    return { shape, wkt: `${shape}(${parts.map((part) => part.wkt).join(',')})` }
  }
  const kind = SHAPES.get(shape)
  if (!kind) {
    const what = {
      nl: 'een vorm zoals POINT(5.1 52.3) of POLYGON((…))',
      en: 'a shape such as POINT(5.1 52.3) or POLYGON((…))',
    }
    failExpected(cursor, what, at)
  }
  const body =
    kind.levels === 0
      ? readWrapped(cursor, count)
      : readBody(cursor, count, kind.levels, kind.least, kind.ring, shape === 'MULTIPOINT')
  if (z && count.dimensions !== 3)
    fail(
      cursor,
      'syntax',
      {
        nl: 'Een vorm met Z heeft drie getallen per positie nodig.',
        en: 'A shape with Z needs three numbers per position.',
      },
      at,
    )
  return { shape, wkt: `${shape}${count.dimensions === 3 ? ' Z ' : ''}${body}` }
}

function readBody(
  cursor: Cursor,
  count: Count,
  levels: number,
  least: number,
  ring: boolean,
  wrapped: boolean,
): string {
  const at = cursor.at
  if (levels > 1) {
    const parts = readList(cursor, () => readBody(cursor, count, levels - 1, least, ring, wrapped))
    return `(${parts.join(',')})`
  }
  const positions = readList(cursor, () => {
    const before = cursor.at
    if (wrapped && takeChar(cursor, '(')) {
      cursor.at = before
      return readWrapped(cursor, count).slice(1, -1)
    }
    return readPosition(cursor, count)
  })
  if (positions.length < least) {
    fail(
      cursor,
      'syntax',
      {
        nl: `Deze vorm heeft ten minste ${least} posities nodig; er staan er ${positions.length}.`,
        en: `This shape needs at least ${least} positions; it has ${positions.length}.`,
      },
      at,
    )
  }
  if (ring && positions[0] !== positions.at(-1)) {
    fail(
      cursor,
      'syntax',
      {
        nl: 'Een polygon moet eindigen op de positie waarmee die begint.',
        en: 'A polygon must end at the position it starts with.',
      },
      at,
    )
  }
  return `(${positions.join(',')})`
}

function readList<T>(cursor: Cursor, readItem: () => T): T[] {
  expectChar(cursor, '(', 'inside', 'geography')
  const items: T[] = []
  do items.push(readItem())
  while (takeChar(cursor, ','))
  expectChar(cursor, ')', 'inside', 'geography')
  return items
}

function readWrapped(cursor: Cursor, count: Count): string {
  expectChar(cursor, '(', 'inside', 'geography')
  const position = readPosition(cursor, count)
  expectChar(cursor, ')', 'inside', 'geography')
  return `(${position})`
}

function readPosition(cursor: Cursor, count: Count): string {
  skipSpace(cursor)
  const at = cursor.at
  const numbers: number[] = []
  for (let text = takeMatch(cursor, NUMBER); text !== undefined; text = takeMatch(cursor, NUMBER)) {
    numbers.push(Number(text))
    skipSpace(cursor)
  }
  const [longitude, latitude] = numbers
  if (longitude === undefined || latitude === undefined || numbers.length > 3) {
    const what = {
      nl: 'een lengtegraad en breedtegraad, zoals 5.1 52.3',
      en: 'longitude and latitude, like 5.1 52.3',
    }
    failExpected(cursor, what, at)
  }
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90 || !numbers.every(Number.isFinite)) {
    fail(
      cursor,
      'out-of-range',
      {
        nl: 'Een positie is lengtegraad (-180 tot 180) en dan breedtegraad (-90 tot 90), in graden.',
        en: 'A position is longitude (-180 to 180) and then latitude (-90 to 90), in degrees.',
      },
      at,
    )
  }
  if (count.dimensions !== 0 && count.dimensions !== numbers.length) {
    fail(
      cursor,
      'syntax',
      {
        nl: 'Posities met en zonder hoogte staan door elkaar.',
        en: 'Positions with and without height are mixed.',
      },
      at,
    )
  }
  count.dimensions = numbers.length
  count.positions += 1
  if (count.positions > cursor.limits.list) {
    fail(
      cursor,
      'too-many',
      {
        nl: `Een vorm mag ${cursor.limits.list} posities hebben.`,
        en: `A shape may have at most ${cursor.limits.list} positions.`,
      },
      at,
    )
  }
  return numbers.join(' ')
}
