import { sql } from 'kysely'
import { column, type Sql } from './fragments.ts'

/*
 * Two thirds of a page of observations are addresses, of which only the id is not known beforehand. The database writes a mark of two
 * characters for each, and the server the address, with the id that stands before it in the same object. A mark begins with a control
 * character, and JSON has none of those: in its strings they are escaped. So nothing that was stored can look like a mark.
 */

/** Around the id of the object that begins. */
const ID = '\u0001'
/** Before the character that tells which address. */
const MARK = '\u0002'
const FIRST_CODE = 0x21

/** The addresses for which a statement writes marks: what comes before and after the id. */
export type Marks = { before: string; after: string }[]

/** The id of an object as a field of JSON, for the marks that follow in it, and the first of these. */
export function idWithMark(name: string, alias: string, first: Marks[number], marks: Marks): Sql {
  const start = sql.lit(`${JSON.stringify(name)}:${ID}`)
  return sql`${start} || ${column(alias, 'id')} || ${sql.lit(`${ID},${markOf(first, marks)}`)}`
}

/** A mark for a field of JSON with an address, in an object that begins with {@link idWithMark}. */
export function mark(address: Marks[number], marks: Marks): Sql {
  return sql.lit(markOf(address, marks))
}

function markOf({ before, after }: Marks[number], marks: Marks): string {
  const known = marks.findIndex((other) => other.before === before && other.after === after)
  const index = known < 0 ? marks.push({ before, after }) - 1 : known
  return `${MARK}${String.fromCharCode(FIRST_CODE + index)}`
}

/** JSON text with the addresses in place of their marks. */
export function writeAddresses(text: string, marks: Marks): string {
  if (marks.length === 0) return text
  let written = ''
  let from = 0
  for (let at = text.indexOf(ID); at >= 0; at = text.indexOf(ID, from)) {
    const end = text.indexOf(ID, at + 1)
    const next = text.indexOf(ID, end + 1)
    const id = text.slice(at + 1, end)
    written += text.slice(from, at) + id
    from = end + 1
    for (
      let mark = text.indexOf(MARK, from);
      mark >= 0 && (next < 0 || mark < next);
      mark = text.indexOf(MARK, from)
    ) {
      const address = marks[text.charCodeAt(mark + 1) - FIRST_CODE]
      if (!address) throw new Error('An answer has a mark that its statement does not write.')
      written += text.slice(from, mark) + address.before + id + address.after
      from = mark + 2
    }
  }
  return written + text.slice(from)
}
