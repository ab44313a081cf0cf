import { sql } from 'kysely'
import { Problem } from '../../../platform/errors.ts'
import type { Writing } from './writing.ts'

/** Adds observed properties to a multi datastream, after those it has: the order is that of its results. */
export async function addParts(
  { transaction }: Writing,
  datastreamId: number,
  propertyIds: readonly number[],
): Promise<void> {
  if (propertyIds.length === 0) return
  await sql`insert into measurements.datastream_observed_property (datastream_id, position, observed_property_id)
    select ${datastreamId}::int, coalesce((select max(position) from measurements.datastream_observed_property
      where datastream_id = ${datastreamId}), 0) + p.n, p.id
    from unnest(${propertyIds}::bigint[]) with ordinality p (id, n)`.execute(transaction)
}

/**
 * Sees to it that a multi datastream has as many units as types as observed properties, and as many as the results that
 * are stored (req/multi-datastream/constraints). To be called after every change of them.
 * @throws Problem invalid-request
 */
export async function requireEqualParts({ transaction }: Writing, datastreamId: number): Promise<void> {
  const { rows } = await sql<{ units: number; types: number; properties: number; results: number | null }>`
    select json_array_length(d.unit_of_measurement) as units,
      json_array_length(d.multi_observation_data_types) as types,
      (select count(*)::int from measurements.datastream_observed_property p where p.datastream_id = d.id) as properties,
      (select json_array_length(o.detail -> 'result') from measurements.observation o
        where o.datastream_id = d.id and json_typeof(o.detail -> 'result') = 'array' limit 1) as results
    from measurements.datastream d where d.id = ${datastreamId}`.execute(transaction)
  const [row] = rows
  if (!row) return
  const { units, types, properties, results } = row
  if (units === types && units === properties && (results === null || units === results)) return
  throw new Problem(
    'invalid-request',
    {
      nl: `Het aantal eenheden (${units}), typen (${types}), ObservedProperties (${properties}) en waarden per bewaarde uitkomst (${results ?? 'geen'}) moet gelijk zijn.`,
      en: `The numbers of units (${units}), types (${types}), ObservedProperties (${properties}) and values in each stored result (${results ?? 'none'}) must be equal.`,
    },
    [
      {
        in: 'body',
        pointer: '/unitOfMeasurements',
        detail: {
          nl: 'moet evenveel onderdelen hebben als de andere lijsten',
          en: 'must have as many items as the other lists',
        },
      },
    ],
  )
}
