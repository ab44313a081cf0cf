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
export function faultOfResult(observationType: string, result: JsonValue): string | undefined {
  if (result === null) return undefined
  switch (observationType) {
    case OBSERVATION_TYPES.measurement:
      return typeof result === 'number'
        ? undefined
        : 'The result must be a number, because this is a measurement.'
    case OBSERVATION_TYPES.count:
      return Number.isInteger(result)
        ? undefined
        : 'The result must be a whole number, because this is a count.'
    case OBSERVATION_TYPES.truth:
      return typeof result === 'boolean' ? undefined : 'The result must be true or false.'
    case OBSERVATION_TYPES.category:
      return typeof result === 'string' ? undefined : 'The result must be text, because this is a category.'
    case OBSERVATION_TYPES.complex:
      return Array.isArray(result) ? undefined : 'The result must be a list, because it has several parts.'
    default:
      return undefined
  }
}

/**
 * Says what is wrong with a result of a MultiDatastream: it must be a list with one value per element of
 * multiObservationDataTypes (req/multi-datastream/constraints), each null or of that type.
 */
export function faultOfMultiResult(types: readonly string[], result: JsonValue): string | undefined {
  if (!Array.isArray(result)) return 'The result must be a list, because it belongs to a MultiDatastream.'
  const values: readonly JsonValue[] = result
  if (values.length !== types.length) {
    return `The result has ${values.length} values, but the MultiDatastream has ${types.length} observed properties.`
  }
  for (const [i, value] of values.entries()) {
    const fault = faultOfResult(types[i] ?? '', value)
    if (fault !== undefined) return `Value ${i + 1}: ${fault}`
  }
  return undefined
}
