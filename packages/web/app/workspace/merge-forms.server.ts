import type { Mistake } from '../api.ts'
import { type Language, messagesOf } from '../language.ts'
import { idOfRow, isRows, markOf, marksRead, OWN, restamp, UNSEEN } from './revision.server.ts'
import { type FormValue, type FormValues, rowsAt, textAt } from './values.ts'

/** What the values of lists to choose from are called, by field; the number of a row is `*`: `evidence.*.kind`. */
export type ChoiceNames = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What the values of a list to choose from are called. */
export const namesOf = (options: readonly { value: string; label: string }[]): Record<string, string> =>
  Object.fromEntries(options.map(({ value, label }) => [value, label]))

/** A field in which one of the rows of the same form is chosen, by its id. */
export type RowChoice = { name: string; list: string }

/** Where a value is: its name in the form, and the same with the ids of rows, as it was read. */
type Place = { name: string; trail: string }

/** What bringing together asks and tells. */
type Merging = {
  words: ReturnType<typeof messagesOf>['editing']['conflict']
  /** Whether there was something there when the form was read. */
  wasThere: (place: Place) => boolean
  /** Whether this is what was there then. */
  isOld: (place: Place, value: FormValue) => boolean
  /** What a value of a list to choose from is called; any other text as it is. */
  nameOf: (place: Place, text: string) => string
  tell: (name: string, detail: string) => void
}

/**
 * Brings together what someone typed and what another saved meanwhile: of what only the other changed it takes the other's,
 * of what both changed it keeps what was typed and tells what the other made of it. Rows are the same when their ids are.
 * @param stored the form of what is stored now, stamped
 * @param choice the field in which a row is chosen, when there is one: the row that was chosen now is there in the end
 * @returns the form, and what the other changed, at the fields; none when nothing that is in the form
 */
export function mergeForms(
  typed: FormValues,
  stored: FormValues,
  { names, language, choice }: { names: ChoiceNames; language: Language; choice?: RowChoice | undefined },
): { values: FormValues; told: Mistake[] } {
  const read = marksRead(typed)
  const told = new Map<string, string>()
  const merging: Merging = {
    words: messagesOf(language).editing.conflict,
    wasThere: ({ trail }) => read.has(trail),
    isOld: ({ trail }, value) => read.get(trail) === markOf(value),
    nameOf: ({ name }, text) => nameIn(names, name, text),
    tell: (name, detail) => told.set(`/${name.replaceAll('.', '/')}`, detail),
  }
  const values = restamp(typed, stored)
  for (const [name, theirs] of Object.entries(stored)) {
    if (UNSEEN.includes(name)) continue
    const merged = mergeValue(merging, { name, trail: name }, typed[name], theirs)
    if (merged !== undefined) values[name] = merged
  }
  if (choice) keepChosen(merging, choice, values, [stored, typed])
  return { values, told: [...told].map(([pointer, detail]) => ({ in: 'body', pointer, detail })) }
}

function nameIn(names: ChoiceNames, field: string, text: string): string {
  const pattern = field.replaceAll(/\.\d+(?=\.)/g, '.*')
  const choices = Object.hasOwn(names, pattern) ? names[pattern] : undefined
  return choices && Object.hasOwn(choices, text) ? (choices[text] ?? text) : text
}

/** @returns what is in the field after this; undefined for a field that is not in the form and stays out of it */
function mergeValue(
  merging: Merging,
  place: Place,
  mine: FormValue | undefined,
  theirs: FormValue,
): FormValue | undefined {
  const { words, isOld, tell } = merging
  // Of a list without rows or ticks a form sends nothing.
  const typed = mine ?? (Array.isArray(theirs) ? [] : undefined)
  if (isOld(place, theirs) || (typed !== undefined && markOf(typed) === markOf(theirs))) return mine
  if (typed !== undefined && isRows(typed) && isRows(theirs)) return mergeRows(merging, place, typed, theirs)
  if (typed !== undefined && isFields(typed) && isFields(theirs)) {
    return mergeFields(merging, place, typed, theirs)
  }
  if (typed === undefined || isOld(place, typed)) {
    tell(place.name, words.taken)
    return theirs
  }
  const texts = [theirs].flat().filter((each) => typeof each === 'string')
  const named = texts.map((text) => merging.nameOf(place, text.replaceAll('\r\n', '\n').trim())).join(', ')
  tell(place.name, words.theirs(named || words.empty))
  return typed
}

const isFields = (value: FormValue): value is FormValues => typeof value === 'object' && !Array.isArray(value)

function mergeFields(
  merging: Merging,
  { name, trail }: Place,
  mine: FormValues,
  theirs: FormValues,
): FormValues {
  const merged = { ...mine }
  for (const [part, value] of Object.entries(theirs)) {
    if (OWN.includes(part)) continue
    const place = { name: `${name}.${part}`, trail: `${trail}.${part}` }
    const both = mergeValue(merging, place, mine[part], value)
    if (both !== undefined) merged[part] = both
  }
  return merged
}

/** The rows of both, those that the other added at the end. What one changed is not removed by the other. */
function mergeRows(
  merging: Merging,
  { name, trail }: Place,
  mine: FormValues[],
  theirs: FormValues[],
): FormValues[] {
  const { words, wasThere, isOld, tell } = merging
  const merged: FormValues[] = []
  const placeOf = (row: FormValues): Place => ({
    name: `${name}.${merged.length}`,
    trail: `${trail}.${idOfRow(row)}`,
  })
  const others = new Map(theirs.map((row) => [idOfRow(row), row]))
  for (const row of mine) {
    const place = placeOf(row)
    const other = others.get(idOfRow(row))
    others.delete(idOfRow(row))
    if (other) {
      merged.push(mergeFields(merging, place, row, other))
    } else if (wasThere(place) && isOld(place, row)) {
      tell(name, words.removed)
    } else {
      if (wasThere(place)) tell(place.name, words.removedByOther)
      merged.push(row)
    }
  }
  for (const row of others.values()) {
    const place = placeOf(row)
    if (isOld(place, row)) continue
    tell(place.name, wasThere(place) ? words.removedByYou : words.added)
    merged.push(row)
  }
  return merged
}

/** Puts back the row that one chose and the other removed: a choice of what is not there would be lost unseen. */
function keepChosen(
  { words, isOld, tell }: Merging,
  { name, list }: RowChoice,
  values: FormValues,
  forms: FormValues[],
): void {
  const chosen = textAt(values, name)
  const isChosen = (row: FormValues) => idOfRow(row) === chosen
  const rows = rowsAt(values, list)
  if (isOld({ name, trail: name }, chosen) || rows.some(isChosen)) return
  const row = forms.flatMap((form) => rowsAt(form, list)).find(isChosen)
  if (!row) return
  values[list] = [...rows, row]
  tell(`${list}.${rows.length}`, words.chosen)
}
