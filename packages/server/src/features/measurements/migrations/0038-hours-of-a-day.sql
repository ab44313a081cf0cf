-- In which hours of the day there are values: bit 0 is its first hour, bit 24 the last of a day of 25. Null where that is not known any more.
-- So the mean of six hours of a night can be told from that of a day.
alter table measurements.day_rollup add column hours int;
update measurements.day_rollup d set hours = m.hours
from (
  select h.datastream_id, day.start, bit_or(1 << (extract(epoch from h.start - day.start) / 3600)::int) as hours
  from measurements.hour_rollup h
  cross join lateral (select date_trunc('day', h.start, 'Europe/Amsterdam') as start offset 0) day
  where h.start >= '1940-06-02' group by 1, 2) m
where d.datastream_id = m.datastream_id and d.start = m.start;

create or replace view measurements.usable_day as
select d.datastream_id, d.start, d.count, d.flagged,
  case when u.v is null then d.count else (u.v).usable end as usable,
  case when u.v is null then measurements.sum_in_any_order(d.sum, u.largest) else (u.v).sum end as sum,
  case when u.v is null then d.minimum else (u.v).minimum end as minimum,
  case when u.v is null then d.maximum else (u.v).maximum end as maximum,
  d.hours
from measurements.day_rollup d
cross join lateral (
  select case when d.flagged > 0 then measurements.usable_of_day(d.datastream_id, d.start) end as v,
    d.count * least(greatest(abs(d.minimum), abs(d.maximum)), 1e290) as largest offset 0) u;
