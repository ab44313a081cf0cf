create schema notifications;

-- What became of signals, once for each time it was told. Digests and events are made of it; kept for some weeks.
create table notifications.happening (
  id bigint generated always as identity primary key,
  event_id uuid not null unique default gen_random_uuid(),
  signal_id uuid not null,
  what text not null,
  happened_at timestamptz not null
);
create index happening_moment on notifications.happening (happened_at);

-- Who gets a digest by mail, how often, and until when they were told. `key` stops it without signing in. `offered` is whether someone who
-- answers for signals was once made a reader of those; who does not want that is not asked again.
create table notifications.reader (
  person_id uuid primary key,
  language text not null,
  rhythm text not null,
  key text not null unique,
  offered boolean not null default false,
  told_until timestamptz not null,
  stopped_at timestamptz,
  created_at timestamptz not null
);

-- About what a reader is told: all signals, those they answer for, or those of a challenge, an indicator or an area.
create table notifications.subject (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references notifications.reader on delete cascade,
  about text not null,
  challenge_id uuid,
  indicator_id uuid,
  area_code text,
  created_at timestamptz not null,
  unique nulls not distinct (person_id, about, challenge_id, indicator_id, area_code)
);

-- A digest of a period that ended, from before it is sent. The id is that of the message, also when it is sent again after a crash.
create table notifications.digest (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references notifications.reader on delete cascade,
  until timestamptz not null,
  -- Null until it was sent, or there was nothing to tell.
  done_at timestamptz,
  signals int,
  failures int not null default 0,
  next_try_at timestamptz,
  unique (person_id, until)
);
create index digest_waiting on notifications.digest (until) where done_at is null;

-- Where events are sent to. The secrets are sealed; `old_secret` signs too until `old_until`.
create table notifications.webhook (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null,
  url text not null,
  happenings text[] not null,
  challenge_id uuid,
  indicator_id uuid,
  area_code text,
  secret bytea not null,
  old_secret bytea,
  old_until timestamptz,
  state text not null,
  reason jsonb,
  failing_since timestamptz,
  created_at timestamptz not null
);
create index webhook_organisation on notifications.webhook (organisation_id, created_at);

-- An event for a webhook, with the text that is signed and sent, until it was taken or given up.
create table notifications.delivery (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid not null references notifications.webhook on delete cascade,
  event_id uuid not null,
  sequence bigint not null,
  signal_id uuid not null,
  what text not null,
  body text not null,
  state text not null default 'waiting',
  tries int not null default 0,
  first_tried_at timestamptz,
  last_tried_at timestamptz,
  next_try_at timestamptz,
  last_status int,
  last_error jsonb,
  delivered_at timestamptz,
  created_at timestamptz not null,
  unique (webhook_id, event_id)
);
create index delivery_due on notifications.delivery (next_try_at) where state = 'waiting';
create index delivery_order on notifications.delivery (webhook_id, sequence desc);
