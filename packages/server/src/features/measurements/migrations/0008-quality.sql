-- Since when the latest value has been exactly what it is, for the test on constant values; null: not known.
alter table measurements.datastream_state add column same_since timestamptz;
-- The usual time between two values; null until it has been measured.
alter table measurements.datastream_state add column usual_seconds float8;

-- How a dataset adjusts the limits of its observed properties: by name, see `LimitsChange`.
create table measurements.quality_limits (
  dataset_id uuid primary key,
  limits json not null,
  changed_by text not null,
  changed_at timestamptz not null
);

-- Days (their start, as in day_rollup) whose values are to be judged again. `taken`: it is being judged; marking it again takes that
-- away, so that what came in the meantime is not forgotten.
create table measurements.quality_due (
  datastream_id int not null,
  start timestamptz not null,
  taken boolean not null default false,
  primary key (datastream_id, start)
);

-- What a person says of the values in a period, both ends included. It goes before what is computed; the newest goes first.
-- Never deleted: withdrawn, so that it stays known who said what.
create table measurements.quality_ruling (
  id uuid primary key default gen_random_uuid(),
  number bigint generated always as identity,
  datastream_id int not null,
  start timestamptz not null,
  stop timestamptz not null,
  verdict text not null check (verdict in ('good', 'bad')),
  reason text not null,
  made_by text not null,
  made_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  check (start <= stop)
);
create index quality_ruling_datastream on measurements.quality_ruling (datastream_id, start);

-- Stretches in which values are missing: from the last value before to the first after.
create table measurements.gap (
  datastream_id int not null,
  start timestamptz not null,
  stop timestamptz not null,
  missing int not null,
  primary key (datastream_id, start)
);
