import { createHash } from 'node:crypto'
import { type FormValue, type FormValues, textAt } from './values.ts'

/** A form that remembers on which text of the stored thing it was filled in. */
export function stampForm(values: FormValues, revision: string): FormValues {
  const read = Object.entries(values).flatMap(([name, value]) => marksIn(value, name))
  return { ...values, revision, read: read.join(' ') }
}

/** The revision that the form was filled in on, as the API takes it; nothing for something new. */
export const revisionIn = (values: FormValues): string | undefined => textAt(values, 'revision') || undefined

/** The form with what was read brought up to date, for what its sender saved. */
export const restamp = (values: FormValues, stamped: FormValues): FormValues => ({
  ...values,
  revision: textAt(stamped, 'revision'),
  read: textAt(stamped, 'read'),
})

/** What goes along unseen: which text was read, and a mark of what was in each field. */
export const UNSEEN: readonly string[] = ['revision', 'read']

/** What of a row nobody types. */
export const OWN: readonly string[] = ['key', 'id']

/** The marks of what was in the form when it was read, by the trail to each value: its name, with the ids of rows in it. */
export const marksRead = (values: FormValues): ReadonlyMap<string, string> =>
  new Map(
    textAt(values, 'read')
      .split(' ')
      .map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]),
  )

/** What tells a row of a list apart from the others, also when rows before it come and go. */
export const idOfRow = (row: FormValues): string => textAt(row, 'id') || textAt(row, 'key')

/** Whether a value is a list of rows; an empty list may be one. */
export const isRows = (value: FormValue): value is FormValues[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'object' && !Array.isArray(each))

/** The marks of a value and of all that is in it. */
function marksIn(value: FormValue, trail: string): string[] {
  const own = `${trail}:${markOf(value)}`
  if (typeof value === 'string') return [own]
  if (isRows(value)) return [own, ...value.flatMap((row) => marksIn(row, `${trail}.${idOfRow(row)}`))]
  if (Array.isArray(value)) return [own]
  const parts = Object.entries(value).filter(([name]) => !OWN.includes(name))
  return [own, ...parts.flatMap(([name, part]) => marksIn(part, `${trail}.${name}`))]
}

/** Tells values apart as a form sends them: blank or left out is the same, and so is the order of ticks. */
export function markOf(value: FormValue): string {
  return createHash('sha256')
    .update(JSON.stringify(bare(value)) ?? '')
    .digest('base64url')
    .slice(0, 8)
}

function bare(value: FormValue): unknown {
  if (typeof value === 'string') return tidy(value) || undefined
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined
    return value.every((each) => typeof each === 'string') ? value.toSorted() : value.map(bare)
  }
  const parts = Object.entries(value)
    .filter(([name]) => name !== 'key')
    .map(([name, part]) => [name, bare(part)] as const)
    .filter(([, part]) => part !== undefined)
  return parts.length === 0 ? undefined : parts.sort(([left], [right]) => (left < right ? -1 : 1))
}

const tidy = (text: string) => text.replaceAll('\r\n', '\n').trim()
