-- Where measurements come in that others send: an application at a LoRaWAN network server.
create table measurements.inbound_source (
  id uuid primary key default gen_random_uuid(),
  dataset_id uuid not null,
  name text not null,
  kind text not null check (kind in ('the-things-stack', 'chirpstack')),
  -- The script that makes fields of the bytes; null: the network server does that and sends the fields.
  script text,
  -- Which field is which observed property, in which unit: see `FieldMapping` in inbound/sources/schema.ts.
  mapping json not null,
  -- What of a device is the key of its thing.
  station_key text not null check (station_key in ('eui', 'id', 'name')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index inbound_source_dataset on measurements.inbound_source (dataset_id);

-- The devices that sent through a source, with their last uplink: the same session and frame counter again is the same uplink.
create table measurements.inbound_device (
  source_id uuid not null references measurements.inbound_source on delete cascade,
  device text not null,
  name text not null,
  session text not null,
  counter bigint not null,
  received_at timestamptz not null,
  uplinks bigint not null default 1,
  primary key (source_id, device)
);
