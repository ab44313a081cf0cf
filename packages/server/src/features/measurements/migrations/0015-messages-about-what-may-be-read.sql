-- For whom someone asked for messages about a thing: the organisation that owns its dataset, or null for who reads it as anyone does.
-- Messages stop when the dataset is not shown to them any more.
alter table measurements.thing_host add column organisation_id uuid;
