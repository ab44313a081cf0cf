-- Single values before this moment are deleted, because their dataset keeps them no longer; their days, and for a while their hours,
-- stay as they were. Null: all that was stored is there. Only ever later, also when the dataset later keeps values longer.
alter table measurements.datastream_state add column raw_from timestamptz;
