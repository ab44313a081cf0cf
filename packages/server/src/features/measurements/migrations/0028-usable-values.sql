-- What hours and days are without the values that cannot be (flag 1, range) or that a person rejected (flag 64, manual). `usable` says how
-- many values count; sum, minimum and maximum are null when that is none.
create type measurements.usable_values as (usable int, sum float8, minimum float8, maximum float8);

-- Those of one hour from its single values; null when these are not kept any more. Its plan stays out of that of whoever asks: few hours have
-- a flag, and observations have a partition for each month.
create function measurements.usable_of_hour(datastream_id int, start timestamptz) returns measurements.usable_values
language plpgsql stable parallel safe cost 10 as $$
declare
  found record;
begin
  select count(*) as kept, count(v)::int as usable, sum(v) as sum, min(v) as minimum, max(v) as maximum into found
  from (
    select case when coalesce(o.quality, 0) & 65 = 0 then o.result_number end as v
    from measurements.observation o
    where o.datastream_id = usable_of_hour.datastream_id and o.phenomenon_start >= usable_of_hour.start
      and o.phenomenon_start < usable_of_hour.start + interval '1 hour' and o.result_number is not null) o;
  if found.kept = 0 then
    return null;
  end if;
  return (found.usable, found.sum, found.minimum, found.maximum)::measurements.usable_values;
end $$;

-- Of an hour whose single values are not kept any more, all count.
create view measurements.usable_hour as
select h.datastream_id, h.start, h.count, h.flagged, (u.v).usable, (u.v).sum, (u.v).minimum, (u.v).maximum
from measurements.hour_rollup h
cross join lateral (
  select coalesce(case when h.flagged > 0 then measurements.usable_of_hour(h.datastream_id, h.start) end,
    (h.count, h.sum, h.minimum, h.maximum)::measurements.usable_values) as v offset 0) u;

create function measurements.usable_of_day(datastream_id int, start timestamptz) returns measurements.usable_values
language plpgsql stable parallel safe cost 100 as $$
declare
  found record;
begin
  select count(*) as kept, sum(h.usable)::int as usable, sum(h.sum) as sum, min(h.minimum) as minimum, max(h.maximum) as maximum into found
  from measurements.usable_hour h
  where h.datastream_id = usable_of_day.datastream_id and h.start >= usable_of_day.start and h.start <
    (usable_of_day.start at time zone 'Europe/Amsterdam' + interval '1 day') at time zone 'Europe/Amsterdam';
  if found.kept = 0 then
    return null;
  end if;
  return (found.usable, found.sum, found.minimum, found.maximum)::measurements.usable_values;
end $$;

-- Of a day whose hours are not kept any more, all count.
create view measurements.usable_day as
select d.datastream_id, d.start, d.count, d.flagged, (u.v).usable, (u.v).sum, (u.v).minimum, (u.v).maximum
from measurements.day_rollup d
cross join lateral (
  select coalesce(case when d.flagged > 0 then measurements.usable_of_day(d.datastream_id, d.start) end,
    (d.count, d.sum, d.minimum, d.maximum)::measurements.usable_values) as v offset 0) u;

-- What other slices count with.
create or replace view measurements.v_hour as
select datastream_id, start, usable as count, sum, minimum as min, maximum as max
from measurements.usable_hour where usable > 0;

drop view measurements.v_day;
