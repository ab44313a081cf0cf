import type { Language } from '../language.ts'
import type { Connector } from './intake-api.ts'
import { readDecimal } from './numbers.ts'
import { type FormValues, textAt } from './values.ts'

export type ConnectorKind = Connector['settings']['kind']

/** Which fields each kind of server has besides its name; the form and what is sent both follow from it. */
export const KIND_FIELDS = {
  sensorthings: { root: 'address', filter: 'text' },
  'sensor-community': { latitude: 'number', longitude: 'number', kilometres: 'number' },
  opensensemap: { boxes: 'names' },
  knmi: { stations: 'numbers', period: 'choice', since: 'day' },
  luchtmeetnet: { stations: 'names' },
} as const satisfies Record<ConnectorKind, Record<string, FieldKind>>

export type FieldKind = 'address' | 'text' | 'number' | 'numbers' | 'names' | 'choice' | 'day'

/** The kind that an address asks for; nothing when it is none of them. */
export function readKind(text: string | null): ConnectorKind | undefined {
  return text !== null && Object.hasOwn(KIND_FIELDS, text) ? (text as ConnectorKind) : undefined
}

/** The settings as the API wants them. What is no number goes along as it is, so that the API can say so at its place. */
export function readSettings(kind: ConnectorKind, values: FormValues, language: Language) {
  const settings: Record<string, unknown> = { kind }
  for (const [name, field] of Object.entries(KIND_FIELDS[kind]) as [string, FieldKind][]) {
    const text = textAt(values, `settings.${name}`)
    const value = readField(field, text, language)
    // A filter may be left out; of all others the API says that they are needed.
    if (value !== '' && value !== null) settings[name] = value
  }
  return settings
}

function readField(field: FieldKind, text: string, language: Language) {
  if (field === 'number') return readDecimal(text, language)
  if (field !== 'numbers' && field !== 'names') return text
  const items = text.split(/[\s,;]+/).filter(Boolean)
  return field === 'numbers' ? items.map((item) => readDecimal(item, language)) : items
}
