-- What went otherwise where the platform itself says so: what it is, with its data, to be written in the language of who reads it.
-- Deviations in words have null here, and what was written before stays.
alter table interventions.deviation add column about jsonb;
