import { faultOfMultiResult, faultOfResult, type JsonValue } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { type Bilingual, Problem } from '../../../platform/errors.ts'
import type { ResultTypes } from '../ingest/batch.ts'
import type { Writing } from './writing.ts'

/** Says what is wrong with a result for its datastream; undefined when it fits. */
export function faultOf(
  { observationType, multiTypes }: ResultTypes,
  result: JsonValue,
): Bilingual | undefined {
  return multiTypes ? faultOfMultiResult(multiTypes, result) : faultOfResult(observationType, result)
}

/** Says that an observation names a datastream of the other kind; undefined when it is of the kind it names. */
export function faultOfKind({ multiTypes }: ResultTypes, named: 'single' | 'multi'): Bilingual | undefined {
  if ((named === 'multi') === (multiTypes !== null)) return undefined
  return named === 'multi'
    ? {
        nl: 'Dit id is van een Datastream, dus koppel het als Datastream.',
        en: 'This id is that of a Datastream, so link to it as Datastream.',
      }
    : {
        nl: 'Dit id is van een MultiDatastream, dus koppel het als MultiDatastream.',
        en: 'This id is that of a MultiDatastream, so link to it as MultiDatastream.',
      }
}

/** @throws Problem invalid-request when a result is not what its datastream takes */
export async function requireFitting(
  { transaction }: Pick<Writing, 'transaction'>,
  datastreamId: number,
  result: JsonValue,
): Promise<void> {
  const { rows } = await sql<ResultTypes>`
    select observation_type as "observationType", multi_observation_data_types as "multiTypes"
    from measurements.datastream where id = ${datastreamId}`.execute(transaction)
  const fault = rows[0] && faultOf(rows[0], result)
  if (fault !== undefined) throw unfitting(fault)
}

/** The problem for a result that does not fit its datastream. */
export function unfitting(fault: Bilingual): Problem {
  return new Problem(
    'invalid-request',
    { nl: `Het resultaat past niet bij de Datastream. ${fault.nl}`, en: fault.en },
    [{ in: 'body', pointer: '/result', detail: fault }],
  )
}
