-- Beside each figure: why there is none, the ends of its interval, the days that counted when days are made first, and what was left out.
-- `left_out_…` are null when nothing may be told of it.
alter table indicators.value
  add column reason text,
  add column low float8,
  add column high float8,
  add column days int,
  add column expected_days int,
  add column left_out_values int,
  add column left_out_series int,
  add column left_out_days int;

-- What is not of measurements has no property: an empty text could be the definition of one.
create index indicator_measure on indicators.indicator ((definition->>'measure')) where definition->>'measure' is not null;

-- The figures that there are get these too. They stay the same figures.
insert into indicators.due (indicator_id, start, stop)
select indicator_id, min(period_start), max(period_end) from indicators.value group by indicator_id
on conflict do nothing;
