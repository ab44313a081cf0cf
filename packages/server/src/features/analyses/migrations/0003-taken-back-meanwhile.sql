-- When the name with a published analysis was changed: a judgement of moderators is about the name that stood there then.
alter table analyses.analysis add column byline_changed_at timestamptz;

-- Sensors of residents who had what was measured deleted, for as long as a publication can take: one that was answered before may hold it still.
create table analyses.forgotten_sensor (
  thing_id int8 primary key,
  forgotten_at timestamptz not null
);

-- How precisely everybody saw each sensor then (0: as it is): when that is coarser later, the answer goes too. What was published before is as if
-- it was seen as it is.
alter table analyses.answer_resident
  add column place_level int not null default 0,
  add column time_level int not null default 0;
