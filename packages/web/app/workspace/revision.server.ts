import { createHash } from 'node:crypto'
import type { Mistake } from '../api.ts'
import { type Language, messagesOf } from '../language.ts'
import { type FormValue, type FormValues, textAt } from './values.ts'

/** What goes along unseen: which text was read, and a mark of what was in each field. */
const UNSEEN = ['revision', 'read']

/** What of a row nobody types. */
const OWN = /\.(key|id)$/

/** A form that remembers on which text of the stored thing it was filled in. */
export function stampForm(values: FormValues, revision: string): FormValues {
  const read = Object.entries(values).map(([name, value]) => `${name}:${markOf(value)}`)
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

/**
 * Brings together what someone typed and what another saved meanwhile: of what only the other changed it takes the other's,
 * of what both changed it keeps what was typed and tells what the other made of it.
 * @param stored the form of what is stored now, stamped
 * @param names what the values in lists to choose from are called
 * @returns the form, and what the other changed, at the fields; none when nothing that is in the form
 */
export function mergeForms(
  typed: FormValues,
  stored: FormValues,
  { names, language }: { names: Readonly<Record<string, string>>; language: Language },
): { values: FormValues; told: Mistake[] } {
  const words = messagesOf(language).editing.conflict
  const read = new Map(
    textAt(typed, 'read')
      .split(' ')
      .map((part) => part.split(':') as [string, string | undefined]),
  )
  const values = restamp(typed, stored)
  const told: Mistake[] = []
  const tell = (name: string, detail: string) =>
    told.push({ in: 'body', pointer: `/${name.replaceAll('.', '/')}`, detail })
  for (const [name, theirs] of Object.entries(stored)) {
    if (UNSEEN.includes(name) || read.get(name) === markOf(theirs)) continue
    const mine = typed[name] ?? (Array.isArray(theirs) ? [] : undefined)
    if (mine !== undefined && markOf(mine) === markOf(theirs)) continue
    if (mine === undefined || markOf(mine) === read.get(name)) {
      values[name] = theirs
      tell(name, words.taken)
      continue
    }
    const before = told.length
    if (isTicks(theirs) && isTicks(mine)) {
      tell(name, words.theirs(theirs.map((each) => names[each] ?? each).join(', ') || words.empty))
      continue
    }
    const leaves = new Map(leavesOf(mine, name))
    for (const [place, text] of leavesOf(theirs, name)) {
      if (OWN.test(place) || text === (leaves.get(place) ?? '')) continue
      tell(place, words.theirs(text === '' ? words.empty : (names[text] ?? text)))
    }
    if (told.length === before) tell(name, words.changed)
  }
  return { values, told }
}

const isTicks = (value: FormValue): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string')

/** All texts in a value, with the name of their field. */
function leavesOf(value: FormValue, name: string): [name: string, text: string][] {
  if (typeof value === 'string') return [[name, tidy(value)]]
  return Object.entries(value).flatMap(([part, each]) => leavesOf(each, `${name}.${part}`))
}

/** Tells values apart as a form sends them: blank or left out is the same, and so is the order of ticks. */
function markOf(value: FormValue): string {
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

/** What the values of a list to choose from are called. */
export const namesOf = (options: readonly { value: string; label: string }[]): Record<string, string> =>
  Object.fromEntries(options.map(({ value, label }) => [value, label]))
