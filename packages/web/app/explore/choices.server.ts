import { CHART_RULES, type ChartKind, shiftDay } from '@samenspel/standards/explorations'
import { type AreaLevel, type FetchApi, listAll, listAllIndicators, listAreas, listStations } from '../api.ts'
import { dateOf } from '../clock-time.ts'
import { type Language, messagesOf } from '../language.ts'
import { listMeasuredProperties } from '../map/api.ts'
import { listProperties } from '../map/readings.ts'
import { nameProperty } from '../property-names.server.ts'

/** Options of a list, under a heading. */
export type OptionGroup = { label: string; options: { value: string; label: string }[] }

/** What one can choose from. */
export type Choices = {
  what: OptionGroup[]
  against: OptionGroup[]
  /** Properties that are a direction, in degrees. */
  winds: OptionGroup[]
  where: OptionGroup[]
}

/** As many stations and areas as a list can hold and still be searched by eye. */
const MOST_LISTED = 300
const LEVELS: AreaLevel[] = ['municipality', 'district', 'neighbourhood']

/** Lists what is measured, where, as far as the visitor sees it. */
export async function listChoices(api: FetchApi, language: Language): Promise<Choices> {
  const [measuredProperties, stations, areas, indicators] = await Promise.all([
    listMeasuredProperties(api),
    listStations(api, { pageSize: 1000 }).then(({ items }) => items),
    listAll((from) => listAreas(api, { pageSize: 200, ...from }), 5),
    listAllIndicators(api),
  ])
  const { form, places } = messagesOf(language).explore
  const properties = listProperties(measuredProperties, (title) => nameProperty(title, language)).map(
    ({ name, title, unit }) => ({ value: `property:${name}`, label: title, unit }),
  )
  const measured = properties.map(({ value, label }) => ({ value, label }))
  const directions = properties
    .filter(({ unit }) => unit === '°' || unit === 'deg')
    .map(({ value, label }) => ({ value, label }))
  const byName = <T extends { label: string }>(list: T[]) =>
    list.toSorted((one, other) => one.label.localeCompare(other.label, 'nl'))
  const hasReference = stations.some(({ reference }) => reference)
  return {
    what: [
      { label: form.properties, options: measured },
      {
        label: form.indicators,
        options: indicators.map(({ slug, title }) => ({ value: `indicator:${slug}`, label: title })),
      },
    ],
    against: [{ label: form.properties, options: measured }],
    winds: [{ label: form.properties, options: directions }],
    where: [
      {
        label: form.everything,
        options: [
          { value: 'all', label: places.all },
          ...(hasReference ? [{ value: 'reference', label: places.reference }] : []),
        ],
      },
      ...LEVELS.map((level) => ({
        label: form.levels[level],
        options: byName(
          areas
            .filter((area) => area.level === level)
            .map(({ code, name }) => ({ value: `area:${code}`, label: name })),
        ).slice(0, MOST_LISTED),
      })),
      {
        label: form.stations,
        options: byName(
          stations.map(({ thingId, name }) => ({ value: `station:${thingId}`, label: name })),
        ).slice(0, MOST_LISTED),
      },
    ].filter(({ options }) => options.length > 0),
  }
}

/** Days that are shown when nobody says from when; of figures, which can be of months, a year. */
const USUAL_DAYS = { property: 30, indicator: 366 }

/**
 * What is left out of a question, filled in: what is measured most, everywhere, in the last days. It is shown in the form, as what anybody could have
 * chosen. Without anything measured there is nothing to ask.
 */
export function fillIn(
  asked: URLSearchParams,
  { what }: Pick<Choices, 'what'>,
  now: number,
): URLSearchParams {
  const filled = new URLSearchParams(asked)
  const first = what[0]?.options[0]?.value
  if (!filled.has('what') && first) filled.set('what', first)
  const isIndicator = filled.get('what')?.startsWith('indicator:')
  if (!filled.has('where') && !isIndicator) filled.set('where', 'all')
  if (!filled.has('from') && !filled.has('to')) {
    const today = dateOf(now)
    filled.set('from', shiftDay(today, 1 - USUAL_DAYS[isIndicator ? 'indicator' : 'property']))
    filled.set('to', today)
  }
  return filled
}

/** The query of the same question in another chart: with a step and as many places as that chart takes. */
export function inChart(query: URLSearchParams, chart: ChartKind, { winds }: Choices): URLSearchParams {
  const { steps, places, against } = CHART_RULES[chart]
  const other = new URLSearchParams(query)
  other.set('chart', chart)
  const step = other.get('step')
  if (step !== null && !(steps as readonly string[]).includes(step)) other.set('step', steps[0])
  const where = other.getAll('where').slice(0, places)
  other.delete('where')
  for (const place of where) other.append('where', place)
  if (!against) for (const name of ['against', 'by']) other.delete(name)
  const wind = winds[0]?.options[0]?.value
  if (chart === 'rose' && query.get('chart') !== 'rose') {
    other.delete('against')
    // Of the wind there is often one station, which measures nothing else.
    if (wind)
      for (const [name, value] of [
        ['against', wind],
        ['by', 'all'],
      ] as const)
        other.set(name, value)
  }
  other.delete(FIRST_ROW)
  return other
}

/** The parameter that says from which row the table is shown. */
export const FIRST_ROW = 'rij'
