/** What was filled in: texts by the name of their field, with lists where a name has a number, as in `goals.0.title`. */
export type FormValue = string | FormValue[] | FormValues
export interface FormValues {
  [name: string]: FormValue
}

/** The button with which a form was sent. */
export type Pressed =
  | { kind: 'add'; list: string }
  | { kind: 'remove'; list: string; index: number }
  | { kind: 'do'; what: string }

const NAME = /^[a-zA-Z][a-zA-Z0-9]*(\.[a-zA-Z0-9]+){0,8}(\[\])?$/
const MOST_ROWS = 500

/** Reads a form: a name on `[]` is a list of ticks, any other name has one value. Names that no form has are ignored. */
export function readValues(form: FormData): FormValues {
  const values: FormValues = {}
  for (const name of new Set(form.keys())) {
    if (!NAME.test(name) || ['add', 'remove', 'do'].includes(name)) continue
    const texts = form.getAll(name).filter((value) => typeof value === 'string')
    const value = name.endsWith('[]') ? texts : tidy(texts[0] ?? '')
    put(values, name.replace(/\[\]$/, '').split('.'), value)
  }
  return values
}

/** Which button was pressed; `save` when the form does not say. */
export function readPressed(form: FormData): Pressed {
  const add = form.get('add')
  if (typeof add === 'string') return { kind: 'add', list: add }
  const remove = form.get('remove')
  const row = typeof remove === 'string' ? /^(.+)\.(\d+)$/.exec(remove) : null
  if (row) return { kind: 'remove', list: row[1] ?? '', index: Number(row[2]) }
  const what = form.get('do')
  return { kind: 'do', what: typeof what === 'string' ? what : 'save' }
}

/** Browsers send line ends as CR LF. */
const tidy = (text: string) => text.replaceAll('\r\n', '\n').trim()

function put(values: FormValues, path: string[], value: FormValue): void {
  let place: FormValues | FormValue[] = values
  path.forEach((step, depth) => {
    const key = keyIn(place, step)
    if (key === undefined) return
    const last = depth === path.length - 1
    const next = last ? value : (own(place, key) ?? (/^\d+$/.test(path[depth + 1] ?? '') ? [] : {}))
    ;(place as Record<string | number, FormValue>)[key] = next
    if (typeof next === 'object') place = next
  })
}

function keyIn(place: FormValues | FormValue[], step: string): string | number | undefined {
  if (!Array.isArray(place)) return step === 'constructor' ? undefined : step
  const index = Number(step)
  return Number.isInteger(index) && index >= 0 && index < MOST_ROWS ? index : undefined
}

const own = (place: FormValues | FormValue[], key: string | number): FormValue | undefined =>
  Object.hasOwn(place, key) ? (place as Record<string | number, FormValue>)[key] : undefined

/** What is at a name, such as `goals.0.title`; undefined when there is nothing. */
export function valueAt(values: FormValues, name: string): FormValue | undefined {
  let place: FormValue | undefined = values
  for (const step of name.split('.')) {
    if (typeof place !== 'object') return undefined
    place = own(place, Array.isArray(place) ? Number(step) : step)
  }
  return place
}

/** The text of a field, empty when there is none. */
export function textAt(values: FormValues, name: string): string {
  const value = valueAt(values, name)
  return typeof value === 'string' ? value : ''
}

/** The name of the field to which a JSON pointer leads: `/goals/0/target` is `goals.0.target`. */
export function fieldOf(pointer: string): string {
  return pointer.replace(/^\//, '').replaceAll('/', '.')
}

/** The ticked values of a group of boxes. */
export function ticksAt(values: FormValues, name: string): string[] {
  const value = valueAt(values, name)
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

/** The rows of a list. */
export function rowsAt(values: FormValues, name: string): FormValues[] {
  const value = valueAt(values, name)
  if (!Array.isArray(value)) return []
  return value.filter((row): row is FormValues => typeof row === 'object' && !Array.isArray(row))
}

/** The values with another list at a name. */
export function withRows(values: FormValues, name: string, rows: FormValue[]): FormValues {
  const copy = structuredClone(values)
  put(copy, name.split('.'), rows)
  return copy
}

/**
 * The values after a button for rows was pressed.
 * @param blank what a new row of a list starts with; undefined for lists the form does not have
 * @returns with `focus` the name of the field or list where the reader goes on
 */
export function pressRows(
  values: FormValues,
  pressed: Exclude<Pressed, { kind: 'do' }>,
  blank: (list: string) => { row: FormValues; first: string } | undefined,
): { values: FormValues; focus: string } {
  const rows = rowsAt(values, pressed.list)
  if (pressed.kind === 'remove') {
    const left = rows.filter((_, index) => index !== pressed.index)
    return { values: withRows(values, pressed.list, left), focus: pressed.list }
  }
  const start = blank(pressed.list)
  if (!start) return { values, focus: pressed.list }
  return {
    values: withRows(values, pressed.list, [...rows, start.row]),
    focus: `${pressed.list}.${rows.length}.${start.first}`,
  }
}

/** True when nothing was typed in a row; what it has of itself, such as its id or kind, does not count. */
export function isBlank(row: FormValues, ofItself: readonly string[]): boolean {
  return Object.entries(row).every(([name, value]) => ofItself.includes(name) || isEmpty(value, ofItself))
}

function isEmpty(value: FormValue, ofItself: readonly string[]): boolean {
  if (typeof value === 'string') return value === ''
  if (Array.isArray(value)) return value.every((each) => isEmpty(each, ofItself))
  return isBlank(value, ofItself)
}

/** The organisation that was chosen as owner, as the API takes it; nothing when the form did not ask. */
export function readOwner(values: FormValues): { ownerId?: string } {
  const ownerId = textAt(values, 'ownerId')
  return ownerId ? { ownerId } : {}
}
