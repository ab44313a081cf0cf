-- How things are, computed by a job. `states` is empty when all is well; `worsened_at` is when a state was last added.
create table measurements.thing_health (
  thing_id bigint primary key references measurements.thing on delete cascade,
  states text[] not null,
  since timestamptz not null,
  worsened_at timestamptz,
  first_seen timestamptz,
  last_seen timestamptz,
  -- Part of the expected values of the last 7 and 30 whole days that is there, 0 to 1; null when not known.
  capture_7 float8,
  capture_30 float8,
  datastreams json not null,
  checked_at timestamptz not null
);

-- Which states a thing had from a moment on.
create table measurements.thing_health_change (
  thing_id bigint not null references measurements.thing on delete cascade,
  changed_at timestamptz not null,
  states text[] not null,
  primary key (thing_id, changed_at)
);

-- Who wants a message when a thing is not well. Personal data: nothing but the address, and only until the person stops it or the thing
-- is deleted; an address that is not confirmed is removed after a week.
create table measurements.thing_host (
  id uuid primary key default gen_random_uuid(),
  thing_id bigint not null references measurements.thing on delete cascade,
  email text not null,
  -- In the links of messages: whoever has it can confirm and stop, nothing else.
  key text not null unique,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  mailed_at timestamptz,
  unique (thing_id, email)
);
create index thing_host_email on measurements.thing_host (email);
