import { createContext, useContext } from 'react'
import type { Language } from '../../language.ts'
import { type FormValues, textAt } from '../../workspace/values.ts'

/** The label of a field and, when needed, an explanation. For a list, `row` is what one row is called. */
export type FieldText = { label: string; hint?: string; row?: string }

/** Texts by the name of the field; the number of a row is written as `*`: `goals.*.title`. */
export type FieldTexts = Record<string, FieldText>

type Context = {
  values: FormValues
  mistakes: ReadonlyMap<string, string>
  fields: FieldTexts
  focus: string | null
  language: Language
}

export const FormContext = createContext<Context | null>(null)

export function useForm(): Context {
  const context = useContext(FormContext)
  if (!context) throw new Error('A field stands outside its form.')
  return context
}

/** Where on the page a field or list is: the id of its element. */
export function placeOf(name: string): string {
  return `veld-${name.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`
}

const pattern = (name: string) => name.replaceAll(/(?<=\.|^)\d+(?=\.|$)/g, '*')

/** The name of a field on screen, with the rows in which it stands: "Alternatief 2, gevolg 1, voor wie". */
export function nameOfField(name: string, fields: FieldTexts): string | undefined {
  const own = fields[pattern(name)]?.label
  const parts = name.split('.')
  const rows = parts.flatMap((part, index) => {
    const row = /^\d+$/.test(part) ? fields[pattern(parts.slice(0, index).join('.'))]?.row : undefined
    return row === undefined ? [] : [`${row} ${Number(part) + 1}`]
  })
  const names = own === undefined ? rows : [...rows, own]
  if (names.length === 0) return undefined
  return names.map((each, index) => (index === 0 ? each : each.toLowerCase())).join(', ')
}

/** What a field shows: its texts, its value, what is wrong with it, and whether the reader goes on here. */
export function useField(name: string) {
  const { values, mistakes, fields, focus } = useForm()
  const text = fields[pattern(name)]
  if (!text) throw new Error(`The field ${name} has no label in the message catalogue.`)
  return {
    text,
    value: textAt(values, name),
    mistake: mistakes.get(name),
    attention: focus === name ? { autoFocus: true } : {},
  }
}
