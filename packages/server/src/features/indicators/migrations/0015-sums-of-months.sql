-- In the order in which figures are written, so that neither waits for the other.
lock table indicators.value, indicators.indicator in share row exclusive mode;

-- What the figures of an area and a calendar month add up to, and of how many: the mean of a year is then one of twelve sums and not of hundreds
-- of figures. In `numeric`, so that what is taken away again leaves exactly what was there before.
create table indicators.month_sum (
  indicator_id uuid not null references indicators.indicator on delete cascade,
  area_code text not null,
  month timestamptz not null,
  sum numeric not null,
  periods int not null,
  primary key (indicator_id, month, area_code)
);

-- Adds the figures that a statement made and takes away those that are no more. Of an indicator that goes, all goes.
create function indicators.sum_months() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    insert into indicators.month_sum as m (indicator_id, area_code, month, sum, periods)
    select f.indicator_id, f.area_code, date_trunc('month', f.period_start, 'Europe/Amsterdam') as month, sum(f.sign * f.value::numeric), sum(f.sign)
    from (select 1 as sign, * from became union all select -1, * from figure) f
    where f.value is not null
    group by f.indicator_id, month, f.area_code having sum(f.sign * f.value::numeric) <> 0 or sum(f.sign) <> 0
    order by f.indicator_id, month, f.area_code
    on conflict (indicator_id, month, area_code) do update set sum = m.sum + excluded.sum, periods = m.periods + excluded.periods;
  else
    insert into indicators.month_sum as m (indicator_id, area_code, month, sum, periods)
    select f.indicator_id, f.area_code, date_trunc('month', f.period_start, 'Europe/Amsterdam') as month,
      tg_argv[0]::int * sum(f.value::numeric), tg_argv[0]::int * count(*)
    from figure f join indicators.indicator i on i.id = f.indicator_id
    where f.value is not null
    group by f.indicator_id, month, f.area_code order by f.indicator_id, month, f.area_code
    on conflict (indicator_id, month, area_code) do update set sum = m.sum + excluded.sum, periods = m.periods + excluded.periods;
  end if;
  return null;
end $$;
create trigger value_inserted after insert on indicators.value referencing new table as figure
  for each statement execute function indicators.sum_months('1');
create trigger value_updated after update on indicators.value referencing old table as figure new table as became
  for each statement execute function indicators.sum_months();
create trigger value_deleted after delete on indicators.value referencing old table as figure
  for each statement execute function indicators.sum_months('-1');

insert into indicators.month_sum (indicator_id, area_code, month, sum, periods)
select indicator_id, area_code, date_trunc('month', period_start, 'Europe/Amsterdam') as month, sum(value::numeric), count(*)
from indicators.value where value is not null
group by indicator_id, month, area_code;

create view indicators.v_month_sum as select indicator_id, area_code, month, sum, periods from indicators.month_sum;
