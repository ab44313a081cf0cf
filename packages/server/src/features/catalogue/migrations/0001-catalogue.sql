create schema catalogue;

create table catalogue.dataset (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique,
  title text not null,
  description text not null,
  owner_id uuid not null,
  licence text not null,
  access text not null check (access in ('open', 'restricted', 'personal')),
  place text not null check (place in ('exact', '100m', '500m', 'area')),
  time text not null check (time in ('raw', 'hour', 'day')),
  delay_minutes integer not null check (delay_minutes >= 0),
  minimum_group integer not null check (minimum_group >= 1),
  raw_days integer check (raw_days > 0),
  hour_days integer check (hour_days > 0),
  theme text not null,
  contact text not null,
  corrections text not null check (corrections in ('replace', 'refuse')),
  -- The dataset that takes what an organisation measures without naming one.
  is_default boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index dataset_owner on catalogue.dataset (owner_id);
create index dataset_title on catalogue.dataset (title, id);
create unique index dataset_default on catalogue.dataset (owner_id) where is_default;

create view catalogue.v_dataset as
  select id, slug, title, owner_id, access, corrections from catalogue.dataset;
