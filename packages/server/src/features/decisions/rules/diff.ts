/** What differs between two texts of a decision, field by field, so that anyone can read it. */
import type { Content } from '../schema/content.ts'

export type TextChange = { path: string[]; before: string | null; after: string | null }

/** By what a row of a list is known, whatever its place. */
const NAMED_BY = ['id', 'goalId', 'value', 'who', 'party', 'name', 'title'] as const

/** Fields of which only the name of a row tells, or that are made by the server. */
const LEFT_OUT = ['id', 'goalId', 'frozen']

/** What was added, removed or changed, in the order of the fields; a text that stayed the same is left out. */
export function listChanges(before: Content, after: Content): TextChange[] {
  const [old, now] = [flatten(before), flatten(after)]
  const keys = [...new Set([...now.keys(), ...old.keys()])]
  return keys.flatMap((key): TextChange[] => {
    const [left, right] = [old.get(key), now.get(key)]
    if (left?.text === right?.text) return []
    const path = (right ?? left)?.path ?? []
    return [{ path, before: left?.text ?? null, after: right?.text ?? null }]
  })
}

type Flat = Map<string, { path: string[]; text: string }>

function flatten(content: Content): Flat {
  const flat: Flat = new Map()
  collect(content, [], flat)
  return flat
}

function collect(value: unknown, path: string[], flat: Flat): void {
  if (value === null || value === undefined || value === '') return
  if (Array.isArray(value)) {
    collectList(value, path, flat)
    return
  }
  if (typeof value === 'object') {
    for (const [name, part] of Object.entries(value)) {
      if (!LEFT_OUT.includes(name)) collect(part, [...path, name], flat)
    }
    return
  }
  flat.set(JSON.stringify(path), { path, text: String(value) })
}

function collectList(list: readonly unknown[], path: string[], flat: Flat): void {
  const plain = list.filter((each) => typeof each !== 'object')
  if (plain.length > 0) flat.set(JSON.stringify(path), { path, text: plain.map(String).sort().join(', ') })
  const seen = new Map<string, number>()
  for (const each of list) {
    if (typeof each !== 'object' || each === null) continue
    const name = nameOf(each)
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    collect(each, [...path, count === 1 ? name : `${name} (${count})`], flat)
  }
}

function nameOf(row: object): string {
  const values = row as Record<string, unknown>
  const key = NAMED_BY.find((name) => typeof values[name] === 'string')
  return key === undefined ? '' : String(values[key])
}
