-- When the name with a published analysis was changed: a judgement of moderators is about the name that stood there then.
alter table analyses.analysis add column byline_changed_at timestamptz;

-- Sensors of residents who had what was measured deleted, for as long as a publication can take: one that was answered before may hold it still.
create table analyses.forgotten_sensor (
  thing_id int8 primary key,
  forgotten_at timestamptz not null
);
