-- The broker of a network server from which the uplinks of a source are read, for who cannot or does not want to let it send.
create table measurements.inbound_broker (
  source_id uuid primary key references measurements.inbound_source on delete cascade,
  -- mqtts://host:port
  url text not null,
  -- The application at the network server, which is in the topic.
  application text not null,
  username text not null,
  -- The password or API key, encrypted with AUTH_SECRET.
  secret bytea not null,
  -- Another at each change, so that a connection notices it.
  revision uuid not null default gen_random_uuid(),
  -- One process has the connection, as long as it renews this.
  leased_until timestamptz,
  next_try_at timestamptz not null,
  failures int not null default 0,
  -- Since when the broker sends; null when it does not.
  connected_at timestamptz,
  last_error json,
  last_error_at timestamptz,
  updated_at timestamptz not null
);
