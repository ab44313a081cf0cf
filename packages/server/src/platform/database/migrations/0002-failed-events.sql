-- How often in a row a listener could not handle its next events, and when it is tried again: also after a restart.
alter table platform.outbox_reader add column failures int not null default 0;
alter table platform.outbox_reader add column next_try_at timestamptz;

-- Events that one listener could not handle, taken out of its way. The operator sees them, and has them tried again.
create table platform.outbox_failed (
  id bigint generated always as identity primary key,
  listener text not null,
  event_id bigint not null,
  kind text not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  error text not null,
  failed_at timestamptz not null,
  -- The operator asked to try it again; the running server does.
  replay boolean not null default false,
  unique (listener, event_id)
);
create index outbox_failed_replay on platform.outbox_failed (listener, id) where replay;
