-- In another order, the last digits of a sum can differ. Who sees hours or days must not see in these in which order the values of them came:
-- a sum is told in at most twelve digits of `largest`, which is the most that it could be. Of values with few decimals that is the sum itself.
-- What most sums are goes first, because logarithms take longer; what is added makes of the zero below zero the other one.
create function measurements.sum_in_any_order(sum float8, largest float8) returns float8
language sql immutable parallel safe as $$
  select case
    when largest >= 1 and largest < 1e3 then round(sum * 1e9) / 1e9 + 0
    when largest >= 1e3 and largest < 1e6 then round(sum * 1e6) / 1e6 + 0
    when largest between 1e-200 and 1e200
      then round(sum * power(10::float8, 11 - floor(log(largest)))) / power(10::float8, 11 - floor(log(largest))) + 0
    else sum end
$$;

create or replace function measurements.usable_of_hour(datastream_id int, start timestamptz) returns measurements.usable_values
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
  return (found.usable, measurements.sum_in_any_order(found.sum, found.usable * greatest(abs(found.minimum), abs(found.maximum))),
    found.minimum, found.maximum)::measurements.usable_values;
end $$;

create or replace function measurements.usable_of_day(datastream_id int, start timestamptz) returns measurements.usable_values
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
  return (found.usable, measurements.sum_in_any_order(found.sum, found.usable * greatest(abs(found.minimum), abs(found.maximum))),
    found.minimum, found.maximum)::measurements.usable_values;
end $$;

-- Computed where the row is made: as a table beside it, an hour would take four times as long.
create or replace view measurements.usable_hour as
select h.datastream_id, h.start, h.count, h.flagged, (u.v).usable, (u.v).sum, (u.v).minimum, (u.v).maximum
from measurements.hour_rollup h
cross join lateral (
  select coalesce(case when h.flagged > 0 then measurements.usable_of_hour(h.datastream_id, h.start) end,
    (h.count, measurements.sum_in_any_order(h.sum, h.count * greatest(abs(h.minimum), abs(h.maximum))), h.minimum,
      h.maximum)::measurements.usable_values) as v offset 0) u;

create or replace view measurements.usable_day as
select d.datastream_id, d.start, d.count, d.flagged, (u.v).usable, (u.v).sum, (u.v).minimum, (u.v).maximum
from measurements.day_rollup d
cross join lateral (
  select coalesce(case when d.flagged > 0 then measurements.usable_of_day(d.datastream_id, d.start) end,
    (d.count, measurements.sum_in_any_order(d.sum, d.count * greatest(abs(d.minimum), abs(d.maximum))), d.minimum,
      d.maximum)::measurements.usable_values) as v offset 0) u;
