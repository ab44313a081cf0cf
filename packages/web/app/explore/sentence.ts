import { correlation, stretchOf } from '@samenspel/standards/explorations'
import {
  capitalise,
  decapitalise,
  formatDay,
  formatMoment,
  formatNumber,
  formatShare,
  formatValue,
} from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
import type { AboutBin, AboutTop } from '../messages/nl-explore.ts'
import { type AnswerView, isProvisional, numberAt, type Row } from './view.ts'

/** Below this share of what could be there, a sentence says what is missing. */
const ENOUGH = 0.95
/** Below this share of a day it is not called the day of the highest or lowest value. */
const HALF = 0.5
/** A correlation that is closer to none is not called one. */
const WEAK = 0.4

/** What the chart of an answer shows, in words: of what was found, and what is missing when that matters. */
export function describeAnswer(view: AnswerView, language: Language): string {
  const words = messagesOf(language).explore.sentence
  const { question, what } = view.answer
  const { start, end } = stretchOf(question)
  const day = (moment: number) => formatDay(new Date(moment).toISOString(), language)
  const period = words.period(day(start), day(end - 1))
  const values = view.rows.filter(({ value }) => value !== null)
  const over = values.filter((row) => !isProvisional(view, row))
  const isLeftOut = OVER_TIME.includes(view.chart) && over.length > 0
  const counted = isLeftOut ? over : values
  const whole = counted.filter((row) => isMostlyMeasured(view, row))
  const isPartLeftOut = whole.length > 0 && whole.length < counted.length
  const said = SENTENCES[view.chart]({
    view,
    language,
    period,
    show: (value) => formatValue(value, what.unit, language),
    values: isPartLeftOut ? whole : counted,
  })
  const main = said ?? words.none(decapitalise(view.what), period)
  const { manySteps } = messagesOf(language).explore
  const part = isPartLeftOut ? [words.partLeftOut(capitalise(manySteps[view.answer.step]))] : []
  const more = said
    ? [...describeRunning(view, language, isLeftOut), ...part, ...describeMissing(view, language)]
    : []
  return [capitalise(main), ...more].join(' ')
}

/** Charts of which a step that is not over is left out of the sentence when there are others. */
const OVER_TIME: readonly AnswerView['chart'][] = ['lines', 'calendar']

/** Whether most of a day, week or month was measured: the lowest value of a night is not that of a month. */
function isMostlyMeasured({ chart, answer }: AnswerView, row: Row): boolean {
  return !OVER_TIME.includes(chart) || answer.step === 'hour' || (numberAt(row, 'coverage') ?? 1) >= HALF
}

/** That the last step was not over. Of many hours together the last one says little. */
function describeRunning({ chart, answer }: AnswerView, language: Language, isLeftOut: boolean): string[] {
  const { step, provisionalFrom } = answer
  if (!provisionalFrom || (step === 'hour' && !OVER_TIME.includes(chart))) return []
  const { running } = messagesOf(language).explore.sentence
  return [running[isLeftOut ? 'leftOut' : 'counted'](running.last[step])]
}

type Telling = {
  view: AnswerView
  language: Language
  period: string
  show: (value: number) => string
  /** The rows with a value. */
  values: Row[]
}

type Tell = (telling: Telling) => string | undefined

const SENTENCES: Record<AnswerView['chart'], Tell> = {
  lines: (telling) => (telling.view.places.length === 1 ? tellCourse(telling) : tellMeans(telling)),
  calendar: tellCourse,
  compare: tellMeans,
  day: tellPattern,
  week: tellPattern,
  distribution: tellDistribution,
  scatter: tellScatter,
  rose: tellRose,
}

const numberOf = (row: Row) => numberAt(row, 'value') ?? 0
const highest = (rows: readonly Row[]) => pick(rows, (one, other) => numberOf(one) > numberOf(other))
const lowest = (rows: readonly Row[]) => pick(rows, (one, other) => numberOf(one) < numberOf(other))

function pick(rows: readonly Row[], isBetter: (one: Row, other: Row) => boolean): Row | undefined {
  return rows.reduce<Row | undefined>((best, row) => (best && !isBetter(row, best) ? best : row), undefined)
}

function meanOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + numberOf(row), 0) / rows.length
}

function tellCourse({ view, language, period, show, values }: Telling): string | undefined {
  const words = messagesOf(language).explore
  const [most, least] = [highest(values), lowest(values)]
  if (!most || !least) return undefined
  const { step, lines } = view.answer
  const course = values.length === 1 ? tellOne(most) : tellRange(most, least)
  const over = lines.slice(0, 1).map(({ title, value }) => {
    const n = values.filter((row) => numberOf(row) > value).length
    const count = (many: number) => formatNumber(many, language)
    return words.sentence.over(count(n), count(values.length), words.manySteps[step], title)
  })
  return [course, ...over].join(' ')

  /** A measured value is a mean; a figure is what its indicator says. */
  function tellOne(row: Row): string {
    const about = { what: view.what, place: row.name, value: show(numberOf(row)) }
    const isFigure = view.answer.what.kind === 'indicator'
    return words.sentence[isFigure ? 'oneFigure' : 'onePlace'](about, period)
  }

  function tellRange(high: Row, low: Row): string {
    const when =
      step === 'hour' ? formatMoment(String(high.time), language) : formatDay(String(high.time), language)
    return words.sentence.course(
      {
        what: view.what,
        place: high.name,
        low: show(numberOf(low)),
        high: show(numberOf(high)),
        mean: show(meanOf(values)),
        when: words.sentence.when[step](when),
      },
      period,
    )
  }
}

/** Of several places the means over the period; of lines over the steps in which each of them has a value, of a comparison as they are. */
function tellMeans({ view, language, period, show, values }: Telling): string | undefined {
  const { sentence: words, manySteps } = messagesOf(language).explore
  const shared = view.chart === 'lines' ? keepShared(values) : values
  if (shared.length === 0) return values.length > 0 ? words.noneShared(view.what, period) : undefined
  const means = view.places.flatMap(({ key, title }): Row[] => {
    const own = shared.filter(({ series }) => series === key)
    const [first] = own
    if (!first) return []
    return [
      view.chart === 'compare'
        ? first
        : { series: key, name: title, value: meanOf(own), low: null, high: null },
    ]
  })
  const [most, least] = [highest(means), lowest(means)]
  if (!most || !least) return undefined
  const count = (rows: readonly Row[]) => formatNumber(timesOf(rows).size, language)
  if (most === least && means.length === 1) {
    return words.onePlace({ what: view.what, place: most.name, value: show(numberOf(most)) }, period)
  }
  const told = words.places(
    {
      what: view.what,
      highest: most.name,
      most: show(numberOf(most)),
      lowest: least.name,
      least: show(numberOf(least)),
    },
    period,
  )
  const [low, high] = [numberAt(most, 'low'), numberAt(least, 'high')]
  if (shared.length < values.length) {
    return `${told} ${words.shared(count(shared), count(values), manySteps[view.answer.step])}`
  }
  if (most === least || low === undefined || high === undefined) return told
  return `${told} ${low > high ? words.surely : words.unsurely}`
}

const timesOf = (rows: readonly Row[]) => new Set(rows.map(({ time }) => time))

/** The rows of the steps in which every place that has values has one: means over different times say nothing of places. */
function keepShared(values: readonly Row[]): Row[] {
  const places = new Set(values.map(({ series }) => series)).size
  const bySteps = Map.groupBy(values, ({ time }) => time)
  return values.filter(({ time }) => bySteps.get(time)?.length === places)
}

function tellPattern({ view, language, show, values }: Telling): string | undefined {
  const words = messagesOf(language).explore
  const byPlace = listByPlace(view, values)
  const tops = byPlace.flatMap((own) => highest(own) ?? [])
  const [most, least] = [highest(tops), lowest(byPlace[0] ?? [])]
  if (!most || !least) return undefined
  const at = ({ hour, weekday }: Row) => {
    const moment = words.atHour(Number(hour))
    return view.chart === 'week' ? `${words.weekdays[Number(weekday) - 1]} ${moment}` : moment
  }
  if (tops.length > 1) {
    const sorted = tops.length > 2 ? tops.toSorted((one, other) => numberOf(other) - numberOf(one)) : tops
    const describe = (row: Row): AboutTop => ({ place: row.name, most: show(numberOf(row)), at: at(row) })
    const [one, other] = [describe(sorted.at(0) ?? most), describe(sorted.at(-1) ?? most)]
    return words.sentence.patterns(view.what, one, other, tops.length)
  }
  return words.sentence.pattern({
    what: view.what,
    place: most.name,
    most: show(numberOf(most)),
    at: at(most),
    least: show(numberOf(least)),
    atLeast: at(least),
  })
}

function tellDistribution({ view, language, show }: Telling): string | undefined {
  const words = messagesOf(language).explore
  const counted = view.rows.filter(({ count }) => Number(count) > 0)
  const bins = listByPlace(view, counted).flatMap(
    (own) => pick(own, (one, other) => Number(one.count) > Number(other.count)) ?? [],
  )
  const steps = words.manySteps[view.answer.step]
  const sorted = bins.length > 2 ? bins.toSorted((one, other) => Number(one.from) - Number(other.from)) : bins
  const [one, other] = [sorted.at(0), sorted.at(-1)].map((row) => row && describeBin(row))
  if (!one || !other) return undefined
  if (bins.length === 1) return words.sentence.distribution(view.what, one, steps)
  return words.sentence.distributions(view.what, one, other, { places: bins.length, steps })

  function describeBin({ name, from, to, share }: Row): AboutBin {
    return {
      place: name,
      from: show(Number(from)),
      to: show(Number(to)),
      share: formatShare(Number(share), language),
    }
  }
}

/** The rows of each place that has any, in the order of the question. */
function listByPlace({ places }: AnswerView, rows: readonly Row[]): Row[][] {
  const found = Map.groupBy(rows, ({ series }) => series)
  return places.flatMap(({ key }) => {
    const own = found.get(key)
    return own ? [own] : []
  })
}

function tellScatter({ view, language, values }: Telling): string | undefined {
  const words = messagesOf(language).explore
  // Of one place: places that differ in both would together look like a relation.
  const [first] = view.places
  const own = values.filter(({ series }) => series === first?.key)
  const pairs = own.map((row) => ({ value: numberOf(row), against: numberAt(row, 'against') ?? 0 }))
  const r = correlation(pairs)
  const what = decapitalise(view.what)
  const against = decapitalise(view.against)
  if (r === undefined) return values.length > 0 ? words.sentence.fewPairs(what, against) : undefined
  return words.sentence.scatter(
    what,
    first?.title ?? '',
    against,
    formatNumber(Math.round(100 * r) / 100, language),
    formatNumber(pairs.length, language),
    words.manySteps[view.answer.step],
    Math.abs(r) < WEAK ? 'none' : r > 0 ? 'up' : 'down',
  )
}

function tellRose({ view, language, show, values }: Telling): string | undefined {
  const words = messagesOf(language).explore
  const [most, least] = [highest(values), lowest(values)]
  if (!most || !least) return undefined
  const wind = ({ direction }: Row) => words.winds[Math.round(Number(direction) / 30) % 12] ?? ''
  return words.sentence.rose(view.what, show(numberOf(most)), wind(most), show(numberOf(least)), wind(least))
}

function describeMissing({ places, answer }: AnswerView, language: Language): string[] {
  const words = messagesOf(language).explore
  return places.flatMap(({ title, steps, missing, coverage, stations }) => {
    // Of a figure that is not of measurements there are no stations.
    if (stations === 0 && answer.what.kind !== 'indicator') return [words.notes.noStations(title)]
    const count = (n: number) => formatNumber(n, language)
    if (missing > 0)
      return [words.sentence.missing(title, count(missing), count(steps), words.manySteps[answer.step])]
    // The one step there is was not over: what of it has yet to come is not missing.
    if (steps === 1 && answer.provisionalFrom) return []
    return coverage < ENOUGH ? [words.sentence.coverage(title, formatShare(coverage, language))] : []
  })
}
