-- What most hours and days are, without a flagged value, is read from the row itself: a composite is made only of what is judged anew.
-- In a third less time than when each hour was one.
create or replace view measurements.usable_hour as
select h.datastream_id, h.start, h.count, h.flagged,
  case when u.v is null then h.count else (u.v).usable end as usable,
  case when u.v is null then measurements.sum_in_any_order(h.sum, h.count * greatest(abs(h.minimum), abs(h.maximum)))
    else (u.v).sum end as sum,
  case when u.v is null then h.minimum else (u.v).minimum end as minimum,
  case when u.v is null then h.maximum else (u.v).maximum end as maximum
from measurements.hour_rollup h
cross join lateral (
  select case when h.flagged > 0 then measurements.usable_of_hour(h.datastream_id, h.start) end as v offset 0) u;

create or replace view measurements.usable_day as
select d.datastream_id, d.start, d.count, d.flagged,
  case when u.v is null then d.count else (u.v).usable end as usable,
  case when u.v is null then measurements.sum_in_any_order(d.sum, d.count * greatest(abs(d.minimum), abs(d.maximum)))
    else (u.v).sum end as sum,
  case when u.v is null then d.minimum else (u.v).minimum end as minimum,
  case when u.v is null then d.maximum else (u.v).maximum end as maximum
from measurements.day_rollup d
cross join lateral (
  select case when d.flagged > 0 then measurements.usable_of_day(d.datastream_id, d.start) end as v offset 0) u;
