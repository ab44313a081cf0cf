-- Datastreams that are gone, and of which rows are still to be deleted in pieces: observations, their history, hours and days, from the oldest
-- on. Those rows are of no datastream any more, so nothing that reads by datastream finds them.
create table measurements.deleted_datastream (
  id int primary key,
  -- Up to and including this moment all is deleted.
  done_until timestamptz not null default '-infinity'
);
