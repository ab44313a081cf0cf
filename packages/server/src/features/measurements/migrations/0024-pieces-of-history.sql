-- History is deleted in pieces of its own, before the observations; and a deletion that failed is tried again later.
alter table measurements.deleted_datastream
  -- Before this moment no history is left; of the moment itself there can be some.
  add column history_until timestamptz not null default '-infinity',
  add column failures int not null default 0,
  add column next_try_at timestamptz;
