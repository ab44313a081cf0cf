-- Who used something, for what and by which agreement: each in a column of its own, so that one can be asked for.
alter table logbook.record
  add column party_id uuid,
  add column purpose text,
  add column agreement_id uuid;

-- What residents chose to publish is read by anybody, without a name. That is counted: a row a day for each dataset of residents that
-- was read, whoever read how much. Nobody is in it, neither who read nor whose it was. `version_id` as in the records.
create table logbook.public_reading (
  dataset_id uuid not null,
  day date not null,
  version_id int,
  times bigint not null check (times > 0),
  primary key (dataset_id, day)
);
create index public_reading_activity on logbook.public_reading (version_id, day);
