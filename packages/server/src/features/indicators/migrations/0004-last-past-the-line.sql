-- The last period with a figure past the line: a signal can stay open long after it, and readers must see that.
alter table indicators.signal add column last_at timestamptz;
update indicators.signal s set last_at = coalesce((
  select max(v.period_start) from indicators.value v
  where v.indicator_id = s.indicator_id and v.area_code = s.area_code and v.period_start >= s.opened_at
    and (s.cleared_at is null or v.period_start < s.cleared_at)
    and case when s.peak_value >= s.line then v.value > s.line else v.value < s.line end), s.opened_at);
alter table indicators.signal alter column last_at set not null;
