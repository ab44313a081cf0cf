/** Whether the unit of an indicator is one of what it counts, or one in which anything that is measured can be written. */
import { COUNTING } from '@samenspel/standards/indicators'
import { findConversion, isKnownUnit } from '@samenspel/standards/units'
import type { Mistake } from './check-definition.ts'
import { addsUp, chooseConversions, type MeasuredUnit, unitOfValues } from './rules.ts'
import type { Definition } from './schema.ts'

type Measuring = Pick<
  Definition,
  'what' | 'statistic' | 'step' | 'property' | 'unit' | 'normUnit' | 'datasetIds'
>

/** How many units a refusal names. */
const MOST_NAMED = 10

/** What of a definition decides over the unit: whoever changes none of it keeps the unit there was. */
const OF_UNIT = [
  'what',
  'statistic',
  'step',
  'property',
  'unit',
  'normUnit',
] as const satisfies (keyof Measuring)[]

/** Whether another definition measures something else, or in another unit. */
export function measuresOtherwise(before: Measuring, after: Measuring): boolean {
  return OF_UNIT.some((name) => before[name] !== after[name])
}

/** A unit that is not of what is counted, or into which none of the series can be converted; while there are no series, every unit will do. */
export function checkUnit(definition: Measuring, measured: readonly MeasuredUnit[]): Mistake[] {
  return [...checkCounted(definition), ...checkMeasured(definition, measured)]
}

/** What a number of hours or days is called. */
const CALLED = { hours: /uur|uren|hour/i, days: /dag|day/i }

/** A figure that counts, of which the unit is that of what is measured, or says something else than what is counted. */
function checkCounted({ what, statistic, step, unit, normUnit }: Measuring): Mistake[] {
  if (what !== 'property' || !COUNTING.includes(statistic)) return []
  const is = (symbol: string | null) =>
    symbol !== null && findConversion({ symbol: unit }, { symbol }) !== undefined
  if (statistic === 'share-above') {
    return is('%') || !(isKnownUnit(unit) || is(normUnit)) ? [] : [wrongCount('%', '%', SHARE)]
  }
  const counted = step === 'none' ? 'hours' : 'days'
  const other = counted === 'hours' ? 'days' : 'hours'
  // Of “hours per day” hours are counted.
  const head = unit.split(/\/| per /)[0] ?? unit
  const isOther = CALLED[other].test(head) && !CALLED[counted].test(head)
  const isNumber = is('1') || (counted === 'hours' && unit.trim() === 'h')
  if (isNumber || !(isKnownUnit(unit) || is(normUnit) || isOther)) return []
  return counted === 'hours' ? [wrongCount('uren', 'hours', NUMBER)] : [wrongCount('dagen', 'days', NUMBER)]
}

const SHARE = { nl: 'een deel van de tijd', en: 'a share of the time' }
const NUMBER = { nl: 'een aantal', en: 'a number' }

function wrongCount(nl: string, en: string, of: typeof SHARE): Mistake {
  return {
    pointer: '/unit',
    nl: `Dit cijfer is ${of.nl}, niet een gemeten waarde. Kies als eenheid: ${nl}. De eenheid waarin gemeten wordt, hoort bij de norm.`,
    en: `This figure is ${of.en}, not a measured value. Choose as unit: ${en}. The unit in which is measured belongs to the norm.`,
  }
}

function checkMeasured(definition: Measuring, measured: readonly MeasuredUnit[]): Mistake[] {
  if (
    definition.what !== 'property' ||
    measured.length === 0 ||
    chooseConversions(definition, measured).counted.length > 0
  )
    return []
  const compares = COUNTING.includes(definition.statistic)
  const unit = unitOfValues(definition)
  const { nl, en } = nameUnits(measured, addsUp(definition))
  return [
    {
      pointer: compares ? '/normUnit' : '/unit',
      nl: `Geen meetreeks van ‘${definition.property}’ is om te rekenen naar ‘${unit}’. Er wordt gemeten in ${nl}. Kies zo’n eenheid, of een waarnaar die om te rekenen is.`,
      en: `No series of ‘${definition.property}’ can be converted to ‘${unit}’. It is measured in ${en}. Choose such a unit, or one to which it can be converted.`,
    },
  ]
}

function nameUnits(measured: readonly MeasuredUnit[], adds: boolean) {
  const symbols = measured.map(
    ({ symbol, definition }) => (adds ? withoutHour(symbol) : symbol) || definition,
  )
  const named = [...new Set(symbols)].filter((symbol) => symbol !== '')
  const first = named.slice(0, MOST_NAMED)
  const rest = named.length - first.length
  const none = { nl: 'een eenheid zonder naam', en: 'a unit without a name' }
  if (first.length === 0) return none
  return {
    nl: first.join(', ') + (rest > 0 ? ` en ${rest} andere eenheden` : ''),
    en: first.join(', ') + (rest > 0 ? ` and ${rest} other units` : ''),
  }
}

/** What is measured per hour (mm/h of rain) adds up to the same without that (mm). */
function withoutHour(symbol: string): string {
  return symbol.endsWith('/h') ? symbol.slice(0, -2) : symbol
}
