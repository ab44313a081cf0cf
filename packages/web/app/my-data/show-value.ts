import { CONSENT_STATUSES, PURPOSES } from '@samenspel/standards/consent'
import { formatDay, formatMoment, formatNumber } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
import type { MyTable } from './api.ts'

const DPV = 'https://w3id.org/dpv#'
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const DAY = /^\d{4}-\d\d-\d\d$/

/** A purpose in words: a term of DPV, or that it is a challenge. */
export function showPurpose(purpose: string, language: Language): string {
  const known: Record<string, { label: Record<Language, string> }> = PURPOSES
  const name = purpose.startsWith(DPV) ? purpose.slice(DPV.length) : ''
  if (Object.hasOwn(known, name)) return known[name]?.label[language] ?? purpose
  // The log has either the address of a challenge or its id alone.
  return /(^|\/challenges\/)[0-9a-f-]{36}$/.test(purpose) ? messagesOf(language).myData.challenge : purpose
}

/**
 * What the platform holds, in words for whom it is about: moments, yes and no, and the codes that we use.
 * @param codes what the codes of the table stand for
 */
export function showValue(value: unknown, language: Language, codes: MyTable['codes'] = {}): string {
  const t = messagesOf(language)
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? t.myData.yes : t.myData.no
  if (typeof value === 'number') return formatNumber(value, language, 4)
  if (typeof value !== 'string') return JSON.stringify(value)
  if (DAY.test(value)) return formatDay(value, language)
  if (MOMENT.test(value)) return formatMoment(value, language)
  const listed = value.split(', ')
  if (listed.every((code) => Object.hasOwn(codes, code))) {
    return listed.map((code) => codes[code]?.[language]).join(', ')
  }
  const statuses: Record<string, { label: Record<Language, string> }> = CONSENT_STATUSES
  if (Object.hasOwn(statuses, value)) return statuses[value]?.label[language] ?? value
  const roles: Record<string, string> = t.workspace.roles
  if (Object.hasOwn(roles, value)) return roles[value] ?? value
  if (Object.hasOwn(t.myData.values, value)) return t.myData.values[value] ?? value
  return value.startsWith(DPV) || value.includes('/challenges/') ? showPurpose(value, language) : value
}
