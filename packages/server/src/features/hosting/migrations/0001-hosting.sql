create schema hosting;

-- A sensor that a resident hosts. What it measures and where is its thing in measurements (no foreign key across schemas).
create table hosting.sensor (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null,
  dataset_id uuid not null,
  -- The organisation of the dataset, for which keys are made.
  owner_id uuid not null,
  thing_id bigint not null unique,
  kit text not null,
  -- What the host calls it; only the host sees it.
  name text not null,
  started_at timestamptz not null,
  -- From then on nothing is taken of it; its values stayed.
  stopped_at timestamptz,
  -- When the key that holds now was made; null when there is none.
  key_made_at timestamptz,
  -- An offer to somebody else: the SHA-256 of what is in the link, and what then becomes of the values.
  handover_hash bytea unique,
  handover_at timestamptz,
  handover_values text check (handover_values in ('keep', 'delete')),
  -- When an offer was last sent, also one that was taken back: strangers get no message after message.
  mailed_at timestamptz,
  check ((handover_hash is null) = (handover_at is null) and (handover_hash is null) = (handover_values is null))
);
create index sensor_person on hosting.sensor (person_id, started_at, id);
