-- Ids of observations are given out in blocks, so that whoever stores many knows them without asking for each: a number of
-- the sequence stands for itself and the 99 after it (ingest/observation-ids.ts).
select setval('measurements.observation_id', case when is_called then (last_value / 100 + 1) * 100 + 1 else 1 end, false)
  from measurements.observation_id;
alter sequence measurements.observation_id increment by 100;
alter table measurements.observation alter column id drop default;

-- Nearly all rows come in the order of the key, so room in its pages would stay empty.
alter table measurements.observation drop constraint observation_pkey;
alter table measurements.observation add primary key (datastream_id, phenomenon_start) with (fillfactor = 100);

-- Looking up an id reads the summary of every range: fewer ranges, each still read in a millisecond or two.
drop index measurements.observation_by_id;
create index observation_by_id on measurements.observation
  using brin (id) with (pages_per_range = 64, autosummarize = on);
