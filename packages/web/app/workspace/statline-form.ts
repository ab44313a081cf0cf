import type { Mistake } from '../api.ts'
import type { Language } from '../language.ts'
import type { StatLineTable } from './intake-api.ts'
import { readNumber } from './numbers.ts'
import { type FormValues, readOwner, textAt } from './values.ts'

/** Where StatLine has a table, the most usual first. */
export const SERVICES = [
  'cbs-v4',
  'cbs-v3',
  'others-v3',
] as const satisfies StatLineTable['settings']['service'][]

const linesAt = (values: FormValues, name: string) =>
  textAt(values, name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What the form asks, as the API wants it. What cannot be read goes along as it is, so that the API can say so. */
export function readStatLine(values: FormValues, language: Language) {
  return {
    ...readOwner(values),
    name: textAt(values, 'name'),
    service: textAt(values, 'service'),
    table: textAt(values, 'table').trim(),
    municipalities: textAt(values, 'municipalities')
      .split(/[\s,;]+/)
      .filter((code) => code !== ''),
    year: readNumber(textAt(values, 'year'), language),
    measures: linesAt(values, 'measures').map(readMeasure),
    categories: Object.fromEntries(linesAt(values, 'categories').map(readCategory)),
    everyDays: readNumber(textAt(values, 'everyDays'), language),
  }
}

/** `M000114 household-size Huishoudgrootte`: the code, our name for it, and what it is called on screen. */
function readMeasure(line: string) {
  const [code = '', key = '', ...title] = line.split(/\s+/)
  return { code, key, ...(title.length > 0 ? { title: title.join(' ') } : {}) }
}

/** `SoortMisdrijf = 0.0.0` */
function readCategory(line: string): [string, string] {
  const [name = '', ...code] = line.split('=')
  return [name.trim(), code.join('=').trim()]
}

/** What is wrong in a line of a list is told at the list. */
export function placeAtList(mistake: Mistake): Mistake {
  const [, list] = /^\/(municipalities|measures|categories)(\/.*)?$/.exec(mistake.pointer) ?? []
  return list === undefined ? mistake : { ...mistake, pointer: `/${list}` }
}

/** The lists of a table as lines of text. */
export function writeMeasures({ measures }: StatLineTable['settings']): string[] {
  return measures.map(({ code, key, title }) => [code, key, title].filter(Boolean).join(' '))
}

export function writeCategories({ categories }: StatLineTable['settings']): string[] {
  return Object.entries(categories).map(([name, code]) => `${name} = ${code}`)
}
