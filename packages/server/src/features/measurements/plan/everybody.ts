import { type RawBuilder, sql } from 'kysely'
import { ANONYMOUS } from '../../../platform/actor.ts'
import { readerOf } from './reader.ts'
import { planTables } from './shown.ts'

const OF_NOBODY = (alias: string) =>
  sql`exists (select from catalogue.v_dataset v where v.id = ${sql.ref(`${alias}.dataset_id`)} and v.kind <> 'personal')`

/**
 * What everybody sees, for a slice that attaches something to it: the beginning of a statement, to be put after `with`. Sensors of
 * residents are not in it: what others attach to those would be about somebody's home, and come and go with their consent.
 *
 * - `public_station`: `id`, `name`, and as precisely as everybody sees them `location` (WGS84) and `area_code`;
 * - `public_series`: `id`, `thing_id` and `property`, the name of what is observed.
 */
export function publicTables(now: Date): RawBuilder<unknown> {
  return sql`${planTables(readerOf(ANONYMOUS, now), ['shown_thing', 'shown_datastream', 'shown_observed_property'])},
    public_station as not materialized (
      select t.id, t.name, t.place as location, t.area_code from shown_thing t where ${OF_NOBODY('t')}),
    public_series as not materialized (
      select d.id, d.thing_id,
        (select p.name from shown_observed_property p where p.id = d.observed_property_id limit 1) as property
      from shown_datastream d where ${OF_NOBODY('d')})`
}
