/** Fills in a new decision from the signals it names, as far as its maker left that out. */
import { isUuid } from '../../platform/slug.ts'
import { listAreasByCodes } from '../areas/index.ts'
import { findIndicator, forecastIndicator, listToldSignals, type Signal } from '../indicators/index.ts'
import type { Freezing } from './freeze.ts'
import { DO_NOTHING } from './rules/content.ts'
import { expectOfNothing } from './rules/expected.ts'
import type { Evidence } from './schema/content.ts'
import type { NewDecision } from './schema/decision.ts'

/**
 * The same decision with areas, problem, evidence and the option to do nothing filled in from its signals.
 * @param readers the organisations that read the draft; none when everyone does, and then only what everyone may see of the signals is taken over
 */
export async function fillFromSignals(
  freezing: Freezing,
  readers: string[],
  given: NewDecision,
): Promise<NewDecision> {
  const ids = (given.signalIds ?? []).filter(isUuid)
  if (ids.length === 0) return given
  const asker = { organisations: readers, personId: undefined, roles: [] }
  const signals = await listToldSignals(freezing.db, ids, asker)
  if (signals.length === 0) return given
  // A signal can be of a group of sensors: that is no area.
  const areas = await listAreasByCodes(
    freezing.db,
    signals.map(({ areaCode }) => areaCode),
  )
  return {
    problem: signals.map(({ sentence }) => sentence.nl).join('\n\n'),
    areaCodes: areas.map(({ code }) => code),
    evidence: citeSignals(signals),
    ...given,
    options: await fillNothing(freezing, readers, given.options ?? [], signals),
  }
}

function citeSignals(signals: readonly Signal[]): Evidence[] {
  const cited = signals.flatMap(
    ({ id, indicatorSlug, indicatorTitle, areaCode, areaName, sentence }): Evidence[] => [
      {
        kind: 'signal',
        title: `${indicatorTitle}, ${areaName}`,
        reference: `/signalen/${id}`,
        note: sentence.nl,
      },
      {
        kind: 'indicator',
        title: `${indicatorTitle}, ${areaName}`,
        reference: `/indicatoren/${indicatorSlug}?gebied=${encodeURIComponent(areaCode)}`,
        note: '',
      },
    ],
  )
  return [...new Map(cited.map((each) => [each.reference, each])).values()].slice(0, 100)
}

type Options = NonNullable<NewDecision['options']>

/** What is expected when nothing is done, when nobody wrote that yet. */
async function fillNothing(
  freezing: Freezing,
  readers: string[],
  options: Options,
  signals: readonly Signal[],
): Promise<Options> {
  const nothing = options.find(({ kind }) => kind === 'do-nothing') ?? DO_NOTHING
  const others = options.filter((option) => option !== nothing)
  if (nothing.consequences.length > 0) return options
  const consequences = []
  for (const signal of signals.slice(0, MOST_FORECASTS)) {
    const forecast = await expectSignal(freezing, readers, signal)
    consequences.push(expectOfNothing(signal, forecast))
  }
  return [{ ...nothing, consequences }, ...others]
}

/** Signals of which is told what is expected: each takes a computation. */
const MOST_FORECASTS = 5

async function expectSignal({ db, clock, calculations }: Freezing, readers: string[], signal: Signal) {
  const indicator = await findIndicator(db, signal.indicatorId, readers)
  if (!indicator) return undefined
  const area = { code: signal.areaCode, name: signal.areaName }
  return forecastIndicator(db, calculations, { indicator, area, now: clock() })
}
