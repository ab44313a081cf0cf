create schema outcomes;

-- What happened and is still to be told: written in the transaction of the event, and gone when everyone whom it concerns was told. Nothing in it is
-- about people.
create table outcomes.news (
  id bigint generated always as identity primary key,
  kind text not null,
  payload jsonb not null,
  happened_at timestamptz not null,
  tries int not null default 0,
  next_try_at timestamptz
);
