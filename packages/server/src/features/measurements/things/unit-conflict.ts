import { type RawBuilder, sql } from 'kysely'
import type { Bilingual } from '../../../platform/errors.ts'

/** A unit by what people see of it, empty for none, and by what makes it this unit and no other. */
export type NamedUnit = { symbol: string; definition: string | null }

/** A series that is there already in another unit than its source gives it in. */
export type UnitConflict = {
  station: string
  stream: string
  /** The unit that is there, and the one at the source. */
  stored: NamedUnit
  given: NamedUnit
}

/** Whether datastream `d` has the unit with this definition, or none when that is null: however its symbol is written. */
export function hasUnit(definition: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`d.unit_of_measurement ->> 'definition' is not distinct from ${definition}`
}

/** A unit, as SensorThings writes it, as JSON of a {@link NamedUnit}. */
export function namedUnit(unit: RawBuilder<unknown>): RawBuilder<NamedUnit> {
  return sql`json_build_object('symbol', coalesce(${unit} ->> 'symbol', ''), 'definition', ${unit} ->> 'definition')`
}

/** Says of a series from a source that it cannot be stored with what is there, and what to do. */
export function describeConflict({ stream, ...units }: UnitConflict): Bilingual {
  const { stored, given } = describeUnits(units)
  return {
    nl: `${stream} staat in de dataset in ${stored.nl}, en komt nu in ${given.nl}. De andere reeksen gaan door. Lees deze bron in een andere dataset in, of verwijder de meetreeks hier.`,
    en: `${stream} is in the dataset in ${stored.en}, and now comes in ${given.en}. The other series go on. Read this source into another dataset, or delete the datastream here.`,
  }
}

/** Two units by their symbols; with their definitions when these are written the same. */
export function describeUnits({ stored, given }: Pick<UnitConflict, 'stored' | 'given'>) {
  const isAlike = stored.symbol === given.symbol
  return { stored: describeUnit(stored, isAlike), given: describeUnit(given, isAlike) }
}

function describeUnit({ symbol, definition }: NamedUnit, isDefined: boolean): Bilingual {
  const shown = symbol === '' ? { nl: 'geen eenheid', en: 'no unit' } : { nl: symbol, en: symbol }
  if (!isDefined) return shown
  const meant = definition === null ? { nl: 'zonder definitie', en: 'without definition' } : undefined
  return {
    nl: `${shown.nl} (${meant?.nl ?? definition})`,
    en: `${shown.en} (${meant?.en ?? definition})`,
  }
}
