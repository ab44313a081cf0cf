-- One process has a connector, until here; next_run_at only says when it runs next.
alter table measurements.connector
  add column leased_until timestamptz,
  -- Stations that could not be read in the last run.
  add column faulty_stations int not null default 0;
