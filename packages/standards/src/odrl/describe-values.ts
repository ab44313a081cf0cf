import type { Bilingual } from '../language/index.ts'
import { readDuration } from '../sensorthings/index.ts'
import { AMSTERDAM } from '../times/index.ts'
import type { Value } from './model.ts'
import { FIELD_PHRASES, SENTENCES, VALUE_PHRASES } from './phrases.ts'
import { type LeftOperandName, VALUES } from './profile.ts'
import { readMoment } from './values.ts'

export type Language = keyof Bilingual

/** Names of challenges, parties, datasets, areas and purposes, by their IRI. What has no name is shown by its IRI. */
export type Names = (iri: string) => Bilingual | undefined

export function nameIn(language: Language, names: Names, iri: string): string {
  return names(iri)?.[language] ?? iri
}

/** Fills the gaps of a phrase, from left to right; an empty filling takes the space beside it along. */
export function fill(phrase: string, ...fillings: readonly string[]): string {
  const filled = phrase.split('{}').map((part, index) => part + (fillings[index] ?? ''))
  return filled.join('').replace(/ {2,}/g, ' ').trim()
}

/** `a, b en c`. */
export function joinList(items: readonly string[], last: 'and' | 'or', language: Language): string {
  const end = items.at(-1) ?? ''
  return items.length < 2 ? end : `${items.slice(0, -1).join(', ')}${SENTENCES[last][language]}${end}`
}

/** The values of a constraint, as they fill its phrase. */
export function describeOperands(
  operand: LeftOperandName,
  values: readonly Value[],
  language: Language,
  names: Names,
): string {
  const texts = values.map((value) => describeValue(operand, value, language, names))
  const isAll = operand === 'fields' || operand === 'spatial'
  return joinList(texts, isAll ? 'and' : 'or', language)
}

function describeValue(operand: LeftOperandName, value: Value, language: Language, names: Names): string {
  if (value.kind === 'iri') {
    return value.iri === VALUES.wholeArea.iri
      ? VALUE_PHRASES.wholeArea[language]
      : nameIn(language, names, value.iri)
  }
  if (operand === 'spatialResolution') return fill(VALUE_PHRASES.cells[language], value.text)
  if (operand === 'temporalResolution') return VALUE_PHRASES[value.text === 'P1D' ? 'day' : 'hour'][language]
  if (operand === 'dateTime') return describeMoment(value.text, language)
  if (operand === 'delay' || operand === 'retention') return describeDuration(value.text, language)
  return (operand === 'fields' ? FIELD_PHRASES[value.text]?.[language] : undefined) ?? value.text
}

const MONTHS = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december',
  en: 'January February March April May June July August September October November December',
} as const

/** A moment by the clock of Amsterdam: `1 juli 2026`, or `1 juli 2026 om 14.30 uur`. A part of a second is shown as it was written. */
export function describeMoment(text: string, language: Language): string {
  const moment = readMoment(text)
  if (moment === undefined || moment % 1_000_000n !== 0n) return text
  const local = new Date(AMSTERDAM.toLocal(Number(moment / 1000n)))
  const month = MONTHS[language].split(' ')[local.getUTCMonth()]
  const day = `${local.getUTCDate()} ${month} ${local.getUTCFullYear()}`
  const parts = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()]
  if (parts.every((part) => part === 0)) return day
  const clock = parts.slice(0, parts[2] === 0 ? 2 : 3).map((part) => String(part).padStart(2, '0'))
  return language === 'nl' ? `${day} om ${clock.join('.')} uur` : `${day} at ${clock.join(':')}`
}

const UNITS = {
  nl: [
    ['jaar', 'jaar'],
    ['maand', 'maanden'],
    ['dag', 'dagen'],
    ['uur', 'uur'],
    ['minuut', 'minuten'],
    ['seconde', 'seconden'],
  ],
  en: [
    ['year', 'years'],
    ['month', 'months'],
    ['day', 'days'],
    ['hour', 'hours'],
    ['minute', 'minutes'],
    ['second', 'seconds'],
  ],
} as const

/** A duration in words: `1 jaar en 6 maanden`. */
export function describeDuration(text: string, language: Language): string {
  const duration = readDuration(text)
  if (typeof duration === 'string' || duration.microseconds % 1_000_000n !== 0n) return text
  const { months } = duration
  const seconds = Number(duration.microseconds / 1_000_000n)
  const counts = [
    Math.floor(months / 12),
    months % 12,
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ]
  const parts = counts.flatMap((count, index) => {
    const [one, many] = UNITS[language][index] ?? ['', '']
    return count > 0 ? [`${count} ${count === 1 ? one : many}`] : []
  })
  return joinList(parts, 'and', language)
}
