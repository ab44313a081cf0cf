/** What is expected when nothing is done, by a signal and the forecast of its indicator. */
import type { DecisionOption } from '../schema/content.ts'

type Seen = { kind: string; areaName: string; unit: string; sentence: { nl: string } }
type Step = { value: number; low: number; high: number; periodStart: string; periodEnd: string }
export type Forecast = { state: string; steps: readonly Step[]; sentence: { nl: string } }

/** The consequence for who lives there. Decisions are written in Dutch, and their makers can write it better. */
export function expectOfNothing(
  signal: Seen,
  forecast: Forecast | undefined,
): DecisionOption['consequences'][number] {
  return {
    party: `Inwoners van ${signal.areaName}`,
    kind: 'negative',
    effect:
      `${signal.sentence.nl} ${STAYS[signal.kind] ?? ''} ${forecast ? sayForecast(signal.unit, forecast) : ''}`.trim(),
  }
}

const STAYS: Record<string, string> = {
  threshold: 'Aan de oorzaak verandert niets als we niets doen.',
  absence: 'Als we niets doen, weten we hier niet hoe het gaat.',
  change: 'Als we niets doen, houdt deze verandering waarschijnlijk aan.',
  'goal-missed': 'Als we niets doen, halen we het doel waarschijnlijk niet.',
}

/** The forecast in words, or why there is none. */
export function sayForecast(unit: string, forecast: Forecast): string {
  const last = forecast.steps.at(-1)
  if (forecast.state !== 'forecast' || !last) return forecast.sentence.nl
  return (
    `De verwachting voor ${DAYS.format(new Date(last.periodStart))} is ${writeNumber(last.value)} ${unit} ` +
    `(8 van de 10 keer tussen ${writeNumber(last.low)} en ${writeNumber(last.high)}). ${forecast.sentence.nl}`
  )
}

/** A number as a text in Dutch has it, with a minus that is as wide as a plus. */
export const writeNumber = (value: number): string => NUMBERS.format(value).replace('-', '\u2212')

const NUMBERS = new Intl.NumberFormat('nl-NL', { maximumSignificantDigits: 3 })
const DAYS = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'Europe/Amsterdam' })
