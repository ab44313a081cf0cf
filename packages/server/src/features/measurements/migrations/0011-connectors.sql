-- Other servers of which measurements are fetched, on a schedule.
create table measurements.connector (
  id uuid primary key default gen_random_uuid(),
  dataset_id uuid not null,
  name text not null,
  kind text not null,
  -- Where and what to fetch: see connectors/schema.ts.
  settings json not null,
  interval_minutes int not null check (interval_minutes between 1 and 10080),
  paused boolean not null default false,
  -- Where the next run goes on; written in the transaction that stores what was fetched.
  cursor json,
  -- When it runs next. A run moves this ahead when it begins, so that two processes never run it at once.
  next_run_at timestamptz not null,
  failures int not null default 0,
  last_run_at timestamptz,
  last_success_at timestamptz,
  last_error json,
  last_error_at timestamptz,
  -- Observations that were new, and that could not be stored.
  rows bigint not null default 0,
  refused bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index connector_dataset on measurements.connector (dataset_id);
create index connector_next_run on measurements.connector (next_run_at) where not paused;
