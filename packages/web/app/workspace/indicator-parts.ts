/** The parts of the form of an indicator that say how it is made: read to the words of the API, and filled from them. */
import { READY_DEFINITIONS, type ReadyDefinition } from '@samenspel/standards/indicators'
import type { Indicator } from '../api.ts'
import type { Language } from '../language.ts'
import { orNull, readDecimal, writeNumber } from './numbers.ts'
import { type FormValues, rowsAt, textAt, ticksAt } from './values.ts'

/** What an operand is in a list to choose from: the id of an indicator, or the key of a statistic after this. */
const MEASURE = 'kerncijfer:'
export const measureChoice = (measure: string) => `${MEASURE}${measure}`

type Operand = NonNullable<Indicator['first']>

const writeOperand = (operand: Operand | null | undefined) =>
  operand?.measure ? measureChoice(operand.measure) : (operand?.indicatorId ?? '')

function readOperand(text: string, place: string | null): Operand | null {
  if (text === '') return null
  return text.startsWith(MEASURE)
    ? { indicatorId: null, measure: text.slice(MEASURE.length), place }
    : { indicatorId: text, measure: null, place }
}

/** The share that the API takes, from a percentage. */
export function readShare(text: string, language: Language): number | string {
  const share = readDecimal(text, language)
  return typeof share === 'number' ? share / 100 : (share ?? '')
}

export const writeShare = (share: number, language: Language) =>
  writeNumber(Math.round(share * 1000) / 10, language)

/** How it is made, filled in. */
export function fillMethod(indicator: Indicator | undefined, language: Language): FormValues {
  return {
    what: indicator?.what ?? 'property',
    measure: indicator?.measure ?? '',
    first: writeOperand(indicator?.first),
    second: { indicatorId: writeOperand(indicator?.second), place: indicator?.second?.place ?? '' },
    per: writeNumber(indicator?.per ?? 1, language),
    step: indicator?.step ?? 'none',
    stepCoverage: writeShare(indicator?.stepCoverage ?? 0.75, language),
    spell: writeSpell(indicator?.spell, language),
    leftOutFlags: (indicator?.leftOutFlags ?? []).filter((flag) => flag !== 'range' && flag !== 'manual'),
    groups: (indicator?.groups ?? []).map((group, index) => ({
      id: `group-${index}`,
      code: group.key,
      title: group.title,
      thingIds: group.thingIds.join(', '),
      datasetIds: group.datasetIds,
    })),
    source: {
      title: indicator?.source?.title ?? '',
      clause: indicator?.source?.clause ?? '',
      url: indicator?.source?.url ?? '',
    },
  }
}

/** What the form says of how it is made. What does not belong to the kind of figure stays behind. */
export function readMethod(values: FormValues, language: Language) {
  const text = (name: string) => textAt(values, name)
  const what = text('what')
  const combines = what === 'difference' || what === 'ratio'
  const isMeasured = what === 'property'
  return {
    what,
    property: isMeasured ? text('property') : '',
    measure: what === 'area-statistic' ? orNull(text('measure')) : null,
    first: combines ? readOperand(text('first'), null) : null,
    second: combines ? readOperand(text('second.indicatorId'), orNull(text('second.place'))) : null,
    per: what === 'ratio' ? (readDecimal(text('per'), language) ?? '') : 1,
    step: isMeasured ? text('step') : 'none',
    stepCoverage: readShare(text('stepCoverage'), language),
    spell: isMeasured ? readSpell(values, language) : null,
    leftOutFlags: ['range', 'manual', ...ticksAt(values, 'leftOutFlags')],
    groups: isMeasured && text('level') === 'group' ? rowsAt(values, 'groups').map(readGroup) : [],
    source: text('source.title') === '' && text('source.url') === '' ? null : readSource(values),
  }
}

const SPELL = ['days', 'peakDays', 'peak'] as const

const writeSpell = (spell: Indicator['spell'] | undefined, language: Language): FormValues =>
  Object.fromEntries(SPELL.map((name) => [name, writeNumber(spell?.[name], language)]))

/** Days in a row, when one of its fields is filled in. */
function readSpell(values: FormValues, language: Language) {
  const texts = SPELL.map((name) => [name, textAt(values, `spell.${name}`)] as const)
  if (texts.every(([, text]) => text === '')) return null
  return Object.fromEntries(texts.map(([name, text]) => [name, readDecimal(text, language) ?? '']))
}

function readSource(values: FormValues) {
  const text = (name: string) => textAt(values, `source.${name}`)
  return { title: text('title'), clause: text('clause'), url: text('url') }
}

function readGroup(row: FormValues) {
  return {
    key: textAt(row, 'code'),
    title: textAt(row, 'title'),
    datasetIds: ticksAt(row, 'datasetIds'),
    thingIds: textAt(row, 'thingIds')
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map((each) => (/^\d+$/.test(each) ? Number(each) : each)),
  }
}

/** The form filled with a ready definition. */
export function fillReady(
  ready: ReadyDefinition,
  { property, empty, language }: { property: string; empty: FormValues; language: Language },
): FormValues {
  const number = (value: number | null) => writeNumber(value, language)
  return {
    ...empty,
    title: ready.title[language],
    description: ready.description[language],
    what: ready.measure === null ? 'property' : 'area-statistic',
    property: ready.measure === null ? property : '',
    measure: ready.measure ?? '',
    unit: ready.unit[language],
    step: ready.step,
    stepCoverage: writeShare(ready.stepCoverage, language),
    statistic: ready.statistic,
    percentile: number(ready.percentile),
    norm: number(ready.norm),
    normUnit: ready.normUnit ?? '',
    spell: writeSpell(ready.spell, language),
    period: ready.period,
    minimumCoverage: writeShare(ready.minimumCoverage, language),
    goodDirection: ready.goodDirection,
    lines: ready.lines.map((line, index) => ({
      key: `line-${index}`,
      title: line.title[language],
      value: number(line.value),
      kind: line.kind,
      source: `${line.source.title}. ${line.source.clause}`,
      sourceUrl: line.source.url,
    })),
    source: { ...ready.source },
  }
}

/** The ready definitions to choose from. */
export function listReady(subjects: Record<ReadyDefinition['subject'], string>, language: Language) {
  return READY_DEFINITIONS.map(({ key, subject, title }) => ({
    value: key,
    label: `${subjects[subject]}: ${title[language]}`,
  }))
}
