-- Hours before this moment are deleted, because their dataset keeps them no longer. Null: all are there.
alter table measurements.datastream_state add column hours_from timestamptz;

update measurements.datastream_state s set hours_from = k.kept
from (
  select n.datastream_id, coalesce((select min(h.start) from measurements.hour_rollup h
    where h.datastream_id = n.datastream_id), n.raw_from) as kept
  from measurements.datastream_state n where n.raw_from is not null) k
where s.datastream_id = k.datastream_id and exists (select from measurements.day_rollup d
  where d.datastream_id = k.datastream_id and d.start < date_trunc('day', k.kept, 'Europe/Amsterdam'));

-- From the first to the last measurement of which the hour is still there, also when its single value is not; and the time of which
-- hours were there and are not any more, which figures were made of that cannot be made again.
create or replace view measurements.v_lifetime as
select s.datastream_id,
  case when s.raw_from is null then s.first_start else least(s.first_start, (
    select min(h.start) from measurements.hour_rollup h where h.datastream_id = s.datastream_id)) end as first_start,
  case when s.count > 0 then s.last_end else (
    select max(h.start) from measurements.hour_rollup h where h.datastream_id = s.datastream_id) end as last_end,
  case when s.hours_from is not null then (
    select min(d.start) from measurements.day_rollup d where d.datastream_id = s.datastream_id) end as forgotten_from,
  s.hours_from as forgotten_until
from measurements.datastream_state s
where s.count > 0 or s.raw_from is not null;
