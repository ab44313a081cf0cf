create schema indicators;

-- What is computed from measurements, per area and period. `definition` is the message of the API.
create table indicators.indicator (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique,
  owner_id uuid not null,
  challenge_id uuid,
  published boolean not null default false,
  version int not null default 1,
  definition jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index indicator_challenge on indicators.indicator (challenge_id);
create index indicator_property on indicators.indicator ((definition->>'property'));

-- The figures. Coverage is hours / expected; how many hour values there were and how many there could have been.
create table indicators.value (
  indicator_id uuid not null references indicators.indicator on delete cascade,
  area_code text not null,
  period_start timestamptz not null,
  period_end timestamptz not null,
  value float8,
  hours int not null,
  expected int not null,
  stations int not null,
  primary key (indicator_id, area_code, period_start)
);
create index value_period on indicators.value (indicator_id, period_start);

-- Something seen that asks for a decision: a run of periods past the signal line in one area.
create table indicators.signal (
  id uuid primary key default gen_random_uuid(),
  indicator_id uuid not null references indicators.indicator on delete cascade,
  area_code text not null,
  since timestamptz not null,
  opened_at timestamptz not null,
  opened_value float8 not null,
  peak_at timestamptz not null,
  peak_value float8 not null,
  line float8 not null,
  cleared_at timestamptz,
  -- When later corrections of the measurements took away its ground; it stays visible as withdrawn.
  withdrawn_at timestamptz,
  decision_id uuid,
  noticed_at timestamptz not null,
  unique (indicator_id, area_code, since)
);
create index signal_opened on indicators.signal (opened_at desc, id);

create view indicators.v_indicator as
select id, slug, definition->>'title' as title, definition->>'unit' as unit, challenge_id, published
from indicators.indicator;

create view indicators.v_value as
select indicator_id, area_code, period_start, period_end, value, hours, expected, stations from indicators.value;

create view indicators.v_signal as
select id, indicator_id, area_code, opened_at, cleared_at, peak_value, line, decision_id, withdrawn_at
from indicators.signal;
