import { type RawBuilder, sql } from 'kysely'
import { PUBLIC_PURPOSE } from './plan.ts'

/**
 * The series that count in figures about groups that everybody sees, as a table in SQL: those of open datasets, and of personal ones those
 * of which the host consents to that. Columns: `id`, `thing_id`, `host_id`, `whose` (of a host all sensors are of one), `dataset_id`, `property_name`, `property_definition`, `unit_symbol`,
 * `unit_definition`, `location` (as precise as it is published), `by_day` (only figures of days count), `means_only` (no single value, so no minimum and maximum), `cutoff` (only what was over by
 * then counts; infinity when all does) and `k` (the smallest group; 1 when single values are published too).
 */
export function groupSeries(now: Date): RawBuilder<unknown> {
  return sql`(
    select d.id, d.thing_id, t.host_id, coalesce(t.host_id::text, t.id::text) as whose, d.dataset_id, p.name as property_name, p.definition as property_definition,
      coalesce(d.unit_of_measurement ->> 'symbol', '') as unit_symbol,
      coalesce(d.unit_of_measurement ->> 'definition', '') as unit_definition,
      case greatest(v.place_level, c.place_level) when 0 then t.place when 1 then t.place_100m when 2 then t.place_500m
        else t.area_point end as location,
      greatest(v.time_level, c.time_level) = 2 as by_day, greatest(v.time_level, c.time_level) > 0 as means_only,
      case when greatest(v.time_level, c.time_level) = 0 and v.delay_minutes = 0 and v.minimum_group = 1 then 'infinity'
        else ${now}::timestamptz - v.delay_minutes * interval '1 minute' end as cutoff,
      v.minimum_group as k
    from catalogue.v_dataset v
    join measurements.datastream d on d.dataset_id = v.id
    join measurements.thing t on t.id = d.thing_id
    join measurements.observed_property p on p.id = d.observed_property_id
    left join consent.v_in_force c on v.kind = 'personal' and c.dataset_id = v.id and c.purpose = ${PUBLIC_PURPOSE}
      and c.person_id = t.host_id and c.in_groups and (c.until is null or c.until > ${now}::timestamptz)
    where v.kind = 'open' or c.person_id is not null)`
}
