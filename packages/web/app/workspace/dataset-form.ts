import type { Dataset } from '../api.ts'
import type { Language } from '../language.ts'
import { readNumber, writeNumber } from './numbers.ts'
import { type FormValues, textAt } from './values.ts'

/** The licences of DCAT-AP-NL that a dataset can have; the last one is not open. */
export const LICENCES = [
  'cc0',
  'public_domain_mark',
  'naamsvermelding40',
  'naamsvermelding_gelijkdelen40',
  'niet_open',
] as const

const LICENCE_LIST = 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/'

/** The form of a dataset, filled in; of a new one with what is usual. */
export function fillDataset(dataset: Dataset | undefined, contact: string, language: Language): FormValues {
  const number = (value: number | null | undefined) => writeNumber(value, language)
  return {
    title: dataset?.title ?? '',
    description: dataset?.description ?? '',
    theme: dataset?.theme ?? 'environment',
    contact: dataset?.contact ?? contact,
    access: dataset?.access ?? 'open',
    licence: dataset?.licence.split('/').at(-1) ?? 'cc0',
    corrections: dataset?.corrections ?? 'replace',
    precision: {
      place: dataset?.precision.place ?? 'exact',
      time: dataset?.precision.time ?? 'raw',
      delayMinutes: number(dataset?.precision.delayMinutes ?? 0),
      minimumGroup: number(dataset?.precision.minimumGroup ?? 1),
    },
    retention: {
      rawDays: number(dataset?.retention.rawDays),
      hourDays: number(dataset?.retention.hourDays),
    },
  }
}

/** What the form says, in the words of the API. */
export function readDataset(values: FormValues, language: Language) {
  const text = (name: string) => textAt(values, name)
  const number = (name: string) => readNumber(text(name), language)
  return {
    title: text('title'),
    description: text('description'),
    theme: text('theme'),
    contact: text('contact'),
    access: text('access'),
    licence: `${LICENCE_LIST}${text('licence')}`,
    corrections: text('corrections'),
    precision: {
      place: text('precision.place'),
      time: text('precision.time'),
      delayMinutes: number('precision.delayMinutes') ?? '',
      minimumGroup: number('precision.minimumGroup') ?? '',
    },
    retention: { rawDays: number('retention.rawDays'), hourDays: number('retention.hourDays') },
  }
}
