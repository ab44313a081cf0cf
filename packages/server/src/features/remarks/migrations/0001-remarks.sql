create schema remarks;

-- What somebody says of a series of measurements, a station or an area. Who may see it follows from what it is about, at every reading.
create table remarks.remark (
  id uuid primary key default gen_random_uuid(),
  -- Who wrote it; null once that account has ended.
  person_id uuid,
  -- The name that the writer chose to show; null for none.
  writer_name text,
  kind text not null,
  text text not null,
  -- What it is about: one of a datastream, a thing and an area (no foreign keys across schemas).
  datastream_id int,
  thing_id bigint,
  area_code text,
  -- Name of an observed property, when it is about one only.
  property text,
  -- When it was: a moment, or a stretch with an end; null when it is not about a time.
  since timestamptz,
  until timestamptz check (until > since),
  written_at timestamptz not null,
  changed_at timestamptz not null,
  check (num_nonnulls(datastream_id, thing_id, area_code) = 1)
);
create index remark_order on remarks.remark (written_at desc, id desc);
create index remark_datastream on remarks.remark (datastream_id) where datastream_id is not null;
create index remark_thing on remarks.remark (thing_id) where thing_id is not null;
create index remark_area on remarks.remark (area_code) where area_code is not null;
create index remark_person on remarks.remark (person_id) where person_id is not null;

-- That somebody supports a remark, or disputes it and why: one voice per account.
create table remarks.voice (
  remark_id uuid not null references remarks.remark on delete cascade,
  person_id uuid not null,
  stance text not null check (stance in ('support', 'dispute')),
  reason text check (reason is null or stance = 'dispute'),
  given_at timestamptz not null,
  primary key (remark_id, person_id)
);
create index voice_person on remarks.voice (person_id);
