import { formatDay } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
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

/** What a connector fetches, as a list of the names of its fields and what is in them. */
export function describeSettings(settings: Connector['settings'], language: Language): [string, string][] {
  const { fields, periods } = messagesOf(language).intake.connectors
  const show = (field: FieldKind, value: unknown) => {
    if (Array.isArray(value)) return value.join(', ')
    if (field === 'day') return formatDay(String(value), language)
    if (field === 'choice') return periods[value as keyof typeof periods]
    return field === 'number'
      ? Number(value).toLocaleString(language, { maximumFractionDigits: 9 })
      : String(value)
  }
  const given = new Map<string, unknown>(Object.entries(settings))
  return Object.entries(KIND_FIELDS[settings.kind])
    .filter(([name]) => given.has(name))
    .map(([name, field]) => {
      const key = `settings.${name}` as keyof typeof fields
      return [fields[key].label, show(field, given.get(name))]
    })
}
