-- A way to make better values of a datastream: fitted on the hours in which it stood beside a reference. Proposed until accepted; then
-- it makes the values of `derived_id` from `valid_from` up to `valid_to`. Never changed: a new one follows it.
create table measurements.calibration (
  id uuid primary key default gen_random_uuid(),
  number bigint generated always as identity,
  source_id int not null references measurements.datastream on delete cascade,
  reference_id int not null,
  -- The datastreams of the terms, at the same thing; null when the term is not used.
  temperature_id int,
  humidity_id int,
  fit_from timestamptz not null,
  fit_to timestamptz not null,
  -- Intercept, slope, and a coefficient per term: temperature before humidity.
  coefficients float8[] not null,
  n int not null,
  r2 float8 not null,
  residual_error float8 not null,
  leave_one_out_error float8 not null,
  uncertainty float8 not null,
  made_by text not null,
  made_at timestamptz not null,
  derived_id int references measurements.datastream on delete cascade,
  valid_from timestamptz,
  valid_to timestamptz,
  accepted_by text,
  accepted_at timestamptz,
  check ((accepted_at is null) = (derived_id is null) and (accepted_at is null) = (valid_from is null))
);
create index calibration_source on measurements.calibration (source_id);
create index calibration_derived on measurements.calibration (derived_id);
