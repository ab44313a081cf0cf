-- What hours and days are without the values that cannot be (flag 1, range) or that a person rejected (flag 64, manual). `usable` says how
-- many values count; sum, minimum and maximum are null when that is none. Of an hour whose single values are not kept any more, all
-- count, as of a day whose hours are not.
create view measurements.usable_hour as
select h.datastream_id, h.start, h.count, h.flagged, u.usable, u.sum, u.minimum, u.maximum
from measurements.hour_rollup h
left join lateral (
  select count(*) as kept, count(v)::int as usable, sum(v) as sum, min(v) as minimum, max(v) as maximum
  from (
    select case when coalesce(o.quality, 0) & 65 = 0 then o.result_number end as v
    from measurements.observation o
    where o.datastream_id = h.datastream_id and o.phenomenon_start >= h.start
      and o.phenomenon_start < h.start + interval '1 hour' and o.result_number is not null) o
) r on h.flagged > 0
cross join lateral (
  select case when r.kept > 0 then r.usable else h.count end as usable,
    case when r.kept > 0 then r.sum else h.sum end as sum,
    case when r.kept > 0 then r.minimum else h.minimum end as minimum,
    case when r.kept > 0 then r.maximum else h.maximum end as maximum
) u;

create view measurements.usable_day as
select d.datastream_id, d.start, d.count, d.flagged, u.usable, u.sum, u.minimum, u.maximum
from measurements.day_rollup d
left join lateral (
  select count(*) as kept, sum(h.usable)::int as usable, sum(h.sum) as sum, min(h.minimum) as minimum, max(h.maximum) as maximum
  from measurements.usable_hour h
  where h.datastream_id = d.datastream_id and h.start >= d.start
    and h.start < (d.start at time zone 'Europe/Amsterdam' + interval '1 day') at time zone 'Europe/Amsterdam'
) r on d.flagged > 0
cross join lateral (
  select case when r.kept > 0 then r.usable else d.count end as usable,
    case when r.kept > 0 then r.sum else d.sum end as sum,
    case when r.kept > 0 then r.minimum else d.minimum end as minimum,
    case when r.kept > 0 then r.maximum else d.maximum end as maximum
) u;

-- What other slices count with.
create or replace view measurements.v_hour as
select datastream_id, start, usable as count, sum, minimum as min, maximum as max
from measurements.usable_hour where usable > 0;

drop view measurements.v_day;
