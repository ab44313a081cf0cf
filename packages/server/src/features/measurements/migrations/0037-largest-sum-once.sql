-- How large a sum could be is worked out once for an hour or day: written out where it is asked, it was worked out up to six times. Values
-- so large that a product with their number would be no number are told as they are, like all from 1e200 on.
create or replace view measurements.usable_hour as
select h.datastream_id, h.start, h.count, h.flagged,
  case when u.v is null then h.count else (u.v).usable end as usable,
  case when u.v is null then measurements.sum_in_any_order(h.sum, u.largest) else (u.v).sum end as sum,
  case when u.v is null then h.minimum else (u.v).minimum end as minimum,
  case when u.v is null then h.maximum else (u.v).maximum end as maximum
from measurements.hour_rollup h
cross join lateral (
  select case when h.flagged > 0 then measurements.usable_of_hour(h.datastream_id, h.start) end as v,
    h.count * least(greatest(abs(h.minimum), abs(h.maximum)), 1e290) as largest offset 0) u;

create or replace view measurements.usable_day as
select d.datastream_id, d.start, d.count, d.flagged,
  case when u.v is null then d.count else (u.v).usable end as usable,
  case when u.v is null then measurements.sum_in_any_order(d.sum, u.largest) else (u.v).sum end as sum,
  case when u.v is null then d.minimum else (u.v).minimum end as minimum,
  case when u.v is null then d.maximum else (u.v).maximum end as maximum
from measurements.day_rollup d
cross join lateral (
  select case when d.flagged > 0 then measurements.usable_of_day(d.datastream_id, d.start) end as v,
    d.count * least(greatest(abs(d.minimum), abs(d.maximum)), 1e290) as largest offset 0) u;
