-- Tables of StatLine of which the figures are fetched, again and again.
create table areas.statline_table (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null,
  name text not null,
  -- Which table, and what of it: see statline/schema.ts.
  settings json not null,
  every_days int not null check (every_days between 1 and 366),
  paused boolean not null default false,
  next_run_at timestamptz not null,
  -- One process fetches it, until here.
  leased_until timestamptz,
  failures int not null default 0,
  last_run_at timestamptz,
  last_success_at timestamptz,
  -- The report of what it stored then, in areas.import.
  last_import_id uuid,
  last_error json,
  last_error_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index statline_table_owner on areas.statline_table (owner_id, name, id);
create index statline_table_next_run on areas.statline_table (next_run_at) where not paused;
