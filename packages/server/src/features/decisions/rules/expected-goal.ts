/** What is expected of a goal when nothing is done, by the forecast of its indicator, else by its latest figures. */
import { calendarDay } from '../../../platform/clock.ts'
import { writeDay } from '../../../platform/written-day.ts'
import type { DecisionOption } from '../schema/content.ts'
import { type Forecast, sayForecast, writeNumber } from './expected.ts'

type Goal = {
  id: string
  title: string
  unit: string
  target: number
  targetDate: string
  direction: 'lower' | 'higher'
}

export type Period = 'hour' | 'day' | 'month' | 'year'

/** Whole periods in order, with a value or null where there is none. */
type Figure = { periodStart: string; periodEnd: string; value: number | null }

/** What is known of the indicator of a goal in an area; undefined when the readers see no figures of it. */
export type Known = {
  title: string
  slug: string
  unit: string
  period: Period
  area: { code: string; name: string }
  figures: readonly Figure[]
  forecast: Forecast
  /** Calendar date on which this was looked up. */
  today: string
}

type Expected = {
  consequence: DecisionOption['consequences'][number]
  goalEffect: NonNullable<DecisionOption['goalEffects']>[number]
}

/** The page of the indicator in its area. */
export const addressOf = ({ slug, area }: Known): string =>
  `/indicatoren/${slug}?gebied=${encodeURIComponent(area.code)}`

/** Decisions are written in Dutch; their makers can write it better, and know what is in no figure. */
export function expectOfGoal(goal: Goal, known: Known | undefined): Expected {
  const party = `Inwoners van ${known?.area.name ?? 'het gebied van deze opgave'}`
  const target = `Het doel is ${SIDES[goal.direction]} ${writeNumber(goal.target)} ${goal.unit} op ${writeDay(goal.targetDate).nl}.`
  const recent = known && findRecent(known)
  if (!known || !recent) {
    const effect = known
      ? `Van ${known.title} in ${known.area.name} zijn er te weinig cijfers. ${UNKNOWN}`
      : `Van het doel “${goal.title}” zijn hier geen cijfers te zien. ${UNKNOWN}`
    return {
      consequence: { party, kind: 'neutral', effect },
      goalEffect: { goalId: goal.id, kind: 'neutral', effect: `${target} ${UNKNOWN}` },
    }
  }
  const last = known.forecast.state === 'forecast' ? known.forecast.steps.at(-1) : undefined
  const source = `Bron: ${known.title}, ${addressOf(known)}, gelezen op ${writeDay(known.today).nl}.`
  const figures = sayRecent(known, recent)
  const expectation = sayForecast(known.unit, known.forecast)
  const goesOn = last ? '' : ' We gaan ervan uit dat het zonder maatregel zo blijft; zeker is dat niet.'
  // Figures in another unit are not compared with the goal.
  const compared = goal.unit === known.unit ? compareWithGoal(goal, known) : undefined
  const kind = compared?.isMissed ? 'negative' : 'neutral'
  return {
    consequence: { party, kind, effect: `${figures} ${expectation}${goesOn} ${source}` },
    goalEffect: { goalId: goal.id, kind, effect: compared ? `${target} ${compared.said}` : target },
  }
}

const SIDES = { lower: 'hoogstens', higher: 'minstens' } as const
const UNKNOWN = 'Wat er gebeurt als we niets doen, weten we dus niet uit metingen. Schrijf op wat u wel weet.'

/**
 * In how many periods of the latest year a goal was missed, and the least favourable one: as everywhere a goal is not reached by one good day, nor in
 * the months in which nothing happens.
 */
function compareWithGoal({ direction, target }: Goal, { figures, period, unit }: Known) {
  const measured = figures.flatMap(({ value, ...when }) => (value === null ? [] : [{ value, ...when }]))
  const end = Date.parse(measured.at(-1)?.periodEnd ?? '')
  const year = measured.filter((each) => middleOf(each) > end - 365.25 * DAY)
  const [first] = year
  const sign = direction === 'lower' ? 1 : -1
  const worst = year.reduce<(Figure & { value: number }) | undefined>(
    (found, each) => (found && sign * found.value >= sign * each.value ? found : each),
    undefined,
  )
  if (!first || !worst) return undefined
  const missed = year.filter(({ value }) => sign * value > sign * target).length
  const side = direction === 'lower' ? 'boven' : 'onder'
  const day = (moment: string) => writeDay(calendarDay(new Date(moment))).nl
  const isShort = end - Date.parse(first.periodStart) < YEAR - 14 * DAY
  const said = [
    year.length === 1
      ? `Sinds ${day(first.periodStart)} lag het cijfer ${missed === 0 ? 'niet ' : ''}${side} het doel;`
      : `Sinds ${day(first.periodStart)} lag het cijfer in ${missed} van de ${year.length} ${PERIODS[period]} ${side} het doel;`,
    `het ${direction === 'lower' ? 'hoogst' : 'laagst'} was ${writeNumber(worst.value)} ${unit}, ${day(worst.periodStart)}.`,
    ...(isShort ? ['Dat is nog geen jaar: in een ander seizoen kan het anders zijn.'] : []),
    ...(missed > 0 ? ['Zonder maatregel verwachten we dat we het doel zo niet halen.'] : []),
  ].join(' ')
  return { said, isMissed: missed > 0 }
}

const PERIODS = { hour: 'uren', day: 'dagen', month: 'maanden', year: 'jaren' } as const satisfies Record<
  Period,
  string
>

/** How many of the latest periods are taken together: enough to say more than one figure does, in a season of their own. */
const TOGETHER = { hour: 168, day: 28, month: 3, year: 1 } as const satisfies Record<Period, number>
const WORDS = {
  hour: 'de laatste 7 dagen',
  day: 'de laatste 28 dagen',
  month: 'de laatste 3 maanden',
  year: 'het laatste jaar',
} as const satisfies Record<Period, string>

type Recent = { value: number; until: string; before: number | undefined }

/** The mean of the latest periods, and of the same ones a year before. */
function findRecent({ figures, period }: Pick<Known, 'figures' | 'period'>): Recent | undefined {
  const newest = figures.findLast(({ value }) => value !== null)
  if (!newest) return undefined
  const end = Date.parse(newest.periodEnd)
  const from = Date.parse(newest.periodStart) - (TOGETHER[period] - 1) * LENGTHS[period]
  const value = meanBetween(figures, from, end, TOGETHER[period])
  if (value === undefined) return undefined
  const before = meanBetween(figures, from - YEAR, end - YEAR, TOGETHER[period])
  return { value, until: calendarDay(new Date(end - 1)), before }
}

const DAY = 86_400_000
const LENGTHS = { hour: 3_600_000, day: DAY, month: 30.4375 * DAY, year: 365.25 * DAY } as const
/** Whole weeks, so that the same days of the week are compared. */
const YEAR = 364 * DAY

const middleOf = ({ periodStart, periodEnd }: Figure): number =>
  (Date.parse(periodStart) + Date.parse(periodEnd)) / 2

/** The mean of the figures of which the middle lies in between; undefined when more than half of them are missing. */
function meanBetween(
  figures: readonly Figure[],
  from: number,
  to: number,
  wanted: number,
): number | undefined {
  const values = figures.flatMap((each) => {
    const middle = middleOf(each)
    return each.value !== null && middle > from && middle < to ? [each.value] : []
  })
  if (values.length === 0 || values.length * 2 < wanted) return undefined
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function sayRecent({ title, area, unit, period }: Known, { value, until, before }: Recent): string {
  const amount = (number: number) => `${writeNumber(number)} ${unit}`
  const now = `${title} in ${area.name} was in ${WORDS[period]} (tot en met ${writeDay(until).nl}) gemiddeld ${amount(value)}.`
  if (before === undefined) {
    return `${now} Van een jaar eerder zijn er te weinig cijfers, dus of het stijgt of daalt weten we niet.`
  }
  const [is, was] = [writeNumber(value), writeNumber(before)]
  const trend = is === was ? 'Dat is gelijk gebleven' : value > before ? 'Het is gestegen' : 'Het is gedaald'
  return `${now} ${trend}: een jaar eerder was het in dezelfde tijd gemiddeld ${amount(before)}.`
}
