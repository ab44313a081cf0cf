import type { Bilingual } from '../../language/index.ts'
import type { JsonValue } from './json.ts'

const OM = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/'

/** Observation types of table "List of some code values … (O&M conceptual model)", clause 8.2.4, and clause 12. */
export const OBSERVATION_TYPES = {
  category: `${OM}OM_CategoryObservation`,
  count: `${OM}OM_CountObservation`,
  measurement: `${OM}OM_Measurement`,
  any: `${OM}OM_Observation`,
  truth: `${OM}OM_TruthObservation`,
  complex: `${OM}OM_ComplexObservation`,
} as const

/**
 * Says what is wrong when a result is not of its observationType; undefined when it fits, is null (nothing was
 * observed), or the type is one this standard does not name.
 */
export function faultOfResult(observationType: string, result: JsonValue): Bilingual | undefined {
  if (result === null) return undefined
  switch (observationType) {
    case OBSERVATION_TYPES.measurement:
      return typeof result === 'number'
        ? undefined
        : {
            nl: 'Het resultaat moet een getal zijn, want dit is een meting.',
            en: 'The result must be a number, because this is a measurement.',
          }
    case OBSERVATION_TYPES.count:
      return Number.isInteger(result)
        ? undefined
        : {
            nl: 'Het resultaat moet een geheel getal zijn, want dit is een telling.',
            en: 'The result must be a whole number, because this is a count.',
          }
    case OBSERVATION_TYPES.truth:
      return typeof result === 'boolean'
        ? undefined
        : { nl: 'Het resultaat moet true of false zijn.', en: 'The result must be true or false.' }
    case OBSERVATION_TYPES.category:
      return typeof result === 'string'
        ? undefined
        : {
            nl: 'Het resultaat moet tekst zijn, want dit is een categorie.',
            en: 'The result must be text, because this is a category.',
          }
    case OBSERVATION_TYPES.complex:
      return Array.isArray(result)
        ? undefined
        : {
            nl: 'Het resultaat moet een lijst zijn, want het heeft meer dan één deel.',
            en: 'The result must be a list, because it has several parts.',
          }
    default:
      return undefined
  }
}

/**
 * Says what is wrong with a result of a MultiDatastream: it must be a list with one value per element of
 * multiObservationDataTypes (req/multi-datastream/constraints), each null or of that type.
 */
export function faultOfMultiResult(types: readonly string[], result: JsonValue): Bilingual | undefined {
  if (!Array.isArray(result))
    return {
      nl: 'Het resultaat moet een lijst zijn, want het hoort bij een MultiDatastream.',
      en: 'The result must be a list, because it belongs to a MultiDatastream.',
    }
  const values: readonly JsonValue[] = result
  if (values.length !== types.length) {
    return {
      nl: `Het resultaat heeft ${values.length} waarden, maar de MultiDatastream heeft ${types.length} waargenomen eigenschappen.`,
      en: `The result has ${values.length} values, but the MultiDatastream has ${types.length} observed properties.`,
    }
  }
  for (const [i, value] of values.entries()) {
    const fault = faultOfResult(types[i] ?? '', value)
    if (fault) return { nl: `Waarde ${i + 1}: ${fault.nl}`, en: `Value ${i + 1}: ${fault.en}` }
  }
  return undefined
}
