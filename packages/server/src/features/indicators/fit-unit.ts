/** Whether anything that is measured can be written in the unit of an indicator. */
import { COUNTING } from '@samenspel/standards/indicators'
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

/** A unit into which none of the series can be converted; while there are no series, every unit will do. */
export function checkUnit(definition: Measuring, measured: readonly MeasuredUnit[]): Mistake[] {
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
