import type { components } from '@samenspel/client'
import type { Mistake } from '../api.ts'
import { type Language, messagesOf } from '../language.ts'
import { explainUnclear, readDecimal, writeNumber } from './numbers.ts'
import { type FormValues, textAt } from './values.ts'

export type PropertyLimits = components['schemas']['QualityLimits']['properties'][number]
type Limits = NonNullable<PropertyLimits['limits']>
export type LimitTest = keyof Limits

/** The tests, and of each the fields of the form; with true for a number in the unit of what is measured. */
export const LIMIT_FIELDS = {
  range: { minimum: true, maximum: true },
  constant: { hours: false },
  rate: { change: true, minutes: false },
  outlier: { deviations: false, spread: true },
  spatial: {
    kilometres: false,
    correlation: false,
    'similarity.distribution': false,
    'similarity.times': false,
    'similarity.least': true,
  },
} as const satisfies Record<LimitTest, Record<string, boolean>>

export const LIMIT_TESTS = Object.keys(LIMIT_FIELDS) as LimitTest[]

/** The number of a field, such as `range.minimum`; undefined when nothing is looked at there. */
export function limitAt(limits: Limits | null, field: string): number | undefined {
  const found = field
    .split('.')
    .reduce<unknown>(
      (place, step) =>
        typeof place === 'object' && place !== null ? (place as Record<string, unknown>)[step] : undefined,
      limits ?? {},
    )
  return typeof found === 'number' ? found : undefined
}

/** The form with the limits that hold now. */
export function fillLimits(limits: Limits | null, language: Language): FormValues {
  const number = (field: string) => writeNumber(limitAt(limits, field), language)
  const fill = (test: string, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, number(`${test}.${name}`)]))
  return {
    range: fill('range', ['minimum', 'maximum']),
    constant: fill('constant', ['hours']),
    rate: fill('rate', ['change', 'minutes']),
    outlier: fill('outlier', ['deviations', 'spread']),
    spatial: {
      ...fill('spatial', ['kilometres', 'correlation']),
      similarity: fill('spatial.similarity', ['distribution', 'times', 'least']),
    },
  }
}

/**
 * How the form differs from the defaults, as the API takes it: null for a test that is left out; a test that is as it
 * usually is, is not named.
 * @returns null when nothing differs
 */
export function readLimits(values: FormValues, defaults: Limits | null, language: Language) {
  const usual = fillLimits(defaults, language)
  const change = LIMIT_TESTS.flatMap((test) => {
    const [own, known] = [readTest(test, values, language), readTest(test, usual, language)]
    return JSON.stringify(own) === JSON.stringify(known) ? [] : [[test, own] as const]
  })
  return change.length === 0 ? null : Object.fromEntries(change)
}

/** One test; null when all of its fields are empty. What is no number goes along as text, so that the API refuses it at its place. */
function readTest(test: LimitTest, values: FormValues, language: Language) {
  const number = (name: string) => readDecimal(textAt(values, `${test}.${name}`), language)
  const group = (names: readonly string[], prefix = '') => {
    const numbers = names.map((name) => [name, number(`${prefix}${name}`) ?? ''] as const)
    return numbers.every(([, value]) => value === '') ? null : Object.fromEntries(numbers)
  }
  if (test !== 'spatial') return group(Object.keys(LIMIT_FIELDS[test]))
  const correlation = number('correlation')
  const similarity = group(['distribution', 'times', 'least'], 'similarity.')
  const kilometres = number('kilometres')
  if (kilometres === null && correlation === null && similarity === null) return null
  return {
    kilometres: kilometres ?? '',
    ...(correlation === null ? {} : { correlation }),
    ...(similarity === null ? {} : { similarity }),
  }
}

/** Says in which field of the form a mistake is. */
export function placeLimitMistake(values: FormValues, language: Language): (mistake: Mistake) => Mistake {
  const explain = explainUnclear(values, language)
  return (mistake) => {
    const [, , , ...steps] = mistake.pointer.split('/')
    const within = steps.length === 1 ? firstField(steps[0] ?? '') : steps.join('/')
    return explain({ ...mistake, pointer: within === '' ? '' : `/${within}` })
  }
}

/** A mistake in a test as a whole is told at its first field. */
function firstField(test: string): string {
  if (!Object.hasOwn(LIMIT_FIELDS, test)) return ''
  return `${test}/${Object.keys(LIMIT_FIELDS[test as LimitTest])[0]}`
}

/** A test in a few words, with the unit; nothing when it is not done. */
export function describeTest(
  test: LimitTest,
  { limits, unit }: { limits: Limits | null; unit: string },
  language: Language,
): string | undefined {
  const words = messagesOf(language).limits
  const { range, constant, rate, outlier, spatial } = limits ?? {}
  const number = (value: number) => writeNumber(value, language)
  const measured = (value: number) => (unit ? `${number(value)}\u00a0${unit}` : number(value))
  const texts: Record<LimitTest, string | undefined> = {
    range: range && words.range(number(range.minimum), measured(range.maximum)),
    constant: constant && words.constant(number(constant.hours)),
    rate: rate && words.rate(measured(rate.change), number(rate.minutes)),
    outlier: outlier && words.outlier(number(outlier.deviations), measured(outlier.spread)),
    spatial: spatial && words.spatial(number(spatial.kilometres)),
  }
  return texts[test]
}
