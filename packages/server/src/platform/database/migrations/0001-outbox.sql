create extension if not exists postgis;

-- What has happened, written in the transaction in which it happened; handed to listeners afterwards, in order.
create table platform.outbox (
  id bigint generated always as identity primary key,
  transaction_id xid8 not null default pg_current_xact_id(),
  kind text not null,
  payload jsonb not null,
  occurred_at timestamptz not null default now()
);
create index outbox_order on platform.outbox (transaction_id, id);

-- Up to which event each listener has come.
create table platform.outbox_reader (
  name text primary key,
  transaction_id xid8 not null default '0',
  position bigint not null default 0
);
