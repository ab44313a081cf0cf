import type { Bilingual } from '../../../platform/errors.ts'
import type { UnitConflict } from './ensure-stations.ts'

const shown = (symbol: string, none: string) => (symbol === '' ? none : symbol)

/** Says of a series from a source that it cannot be stored with what is there, and what to do. */
export function describeConflict({ stream, stored, given }: UnitConflict): Bilingual {
  return {
    nl: `${stream} staat in de dataset in ${shown(stored, 'geen eenheid')}, en komt nu in ${shown(given, 'geen eenheid')}. De andere reeksen gaan door. Lees deze bron in een andere dataset in, of verwijder de meetreeks hier.`,
    en: `${stream} is in the dataset in ${shown(stored, 'no unit')}, and now comes in ${shown(given, 'no unit')}. The other series go on. Read this source into another dataset, or delete the datastream here.`,
  }
}
