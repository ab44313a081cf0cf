-- What was sent to a dataset and could not be stored: kept with its reason until it is replayed or discarded. Its number and
-- age are bounded (inbound/dead-letters/keep.ts).
create table measurements.dead_letter (
  id uuid primary key default gen_random_uuid(),
  dataset_id uuid not null,
  -- Which door it came through: webhook, mqtt or connector; and which source or connector of ours, when it was one.
  origin text not null check (origin in ('webhook', 'mqtt', 'connector')),
  source_id uuid,
  -- Where it was sent to or fetched from: a topic, a path, an address.
  address text not null,
  -- Who sent it: the name of a token or client.
  sender text,
  -- The first bytes of what was sent, and how many there were in all. Null once it was replayed or discarded.
  payload bytea,
  payload_size int not null,
  -- SHA-256 of origin, source, address and the whole payload: the same thing sent again is the same letter.
  fingerprint bytea not null,
  reason text not null,
  -- Why, in one sentence: {nl, en}.
  detail json not null,
  -- How often it was sent, and how often it was replayed in vain.
  times int not null default 1,
  attempts int not null default 0,
  received_at timestamptz not null,
  last_received_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'replayed', 'discarded')),
  closed_at timestamptz,
  closed_by text,
  note text,
  check ((state = 'waiting') = (closed_at is null)),
  check ((state = 'waiting') = (payload is not null))
);
create unique index dead_letter_fingerprint on measurements.dead_letter (dataset_id, fingerprint)
  where state = 'waiting';
create index dead_letter_dataset on measurements.dead_letter (dataset_id, state, received_at, id);

-- How many waiting letters had to make room or became too old.
create table measurements.dead_letter_loss (
  dataset_id uuid primary key,
  count bigint not null,
  last_at timestamptz not null
);
