import { correlation } from '@samenspel/standards/explorations'
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
import { type AnswerView, numberAt, type Row } from './view.ts'

/** Below this share of what could be there, a sentence says what is missing. */
const ENOUGH = 0.95
/** A correlation that is closer to none is not called one. */
const WEAK = 0.4

/** What the chart of an answer shows, in words: of what was found, and what is missing when that matters. */
export function describeAnswer(view: AnswerView, language: Language): string {
  const words = messagesOf(language).explore.sentence
  const { question, what } = view.answer
  const period = words.period(formatDay(question.from, language), formatDay(question.to, language))
  const said = SENTENCES[view.chart]({
    view,
    language,
    period,
    show: (value) => formatValue(value, what.unit, language),
    values: view.rows.filter(({ value }) => value !== null),
  })
  const main = said ?? words.none(decapitalise(view.what), period)
  return [capitalise(main), ...(said ? describeMissing(view, language) : [])].join(' ')
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
  const when =
    step === 'hour' ? formatMoment(String(most.time), language) : formatDay(String(most.time), language)
  const course = words.sentence.course(
    {
      what: view.what,
      place: most.name,
      low: show(numberOf(least)),
      high: show(numberOf(most)),
      mean: show(meanOf(values)),
      when: words.sentence.when[step](when),
    },
    period,
  )
  const over = lines.slice(0, 1).map(({ title, value }) => {
    const n = values.filter((row) => numberOf(row) > value).length
    const count = (many: number) => formatNumber(many, language)
    return words.sentence.over(count(n), count(values.length), words.manySteps[step], title)
  })
  return [course, ...over].join(' ')
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
    return words.onePlace({ what: view.what, place: most.name, mean: show(numberOf(most)) }, period)
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
  const [first] = view.places
  const own = values.filter(({ series }) => series === first?.key)
  const [most, least] = [highest(own), lowest(own)]
  if (!most || !least) return undefined
  const at = ({ hour, weekday }: Row) => {
    const moment = words.atHour(Number(hour))
    return view.chart === 'week' ? `${words.weekdays[Number(weekday) - 1]} ${moment}` : moment
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
  const [first] = view.places
  const own = view.rows.filter(({ series, count }) => series === first?.key && Number(count) > 0)
  const most = pick(own, (one, other) => Number(one.count) > Number(other.count))
  if (!most) return undefined
  return words.sentence.distribution(
    view.what,
    most.name,
    show(Number(most.from)),
    show(Number(most.to)),
    formatShare(Number(most.share), language),
    words.manySteps[view.answer.step],
  )
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
    return coverage < ENOUGH ? [words.sentence.coverage(title, formatShare(coverage, language))] : []
  })
}
