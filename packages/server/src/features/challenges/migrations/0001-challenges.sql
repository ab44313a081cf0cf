create schema challenges;

create table challenges.challenge (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique,
  title text not null,
  summary text not null,
  question text not null,
  affected text not null,
  data_role text not null,
  phase text not null,
  published boolean not null default false,
  owner_id uuid not null,
  area_codes text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index challenge_order on challenges.challenge (created_at desc, id desc);
create index challenge_areas on challenges.challenge using gin (area_codes);

-- Where a challenge came from.
create table challenges.source (
  id uuid primary key default gen_random_uuid(),
  challenge_id uuid not null references challenges.challenge on delete cascade,
  number integer generated always as identity,
  kind text not null,
  title text not null,
  citation text not null,
  url text,
  date date
);
create index source_challenge on challenges.source (challenge_id, number);

-- What is to be reached. The indicator lives in a higher slice.
create table challenges.goal (
  id uuid primary key default gen_random_uuid(),
  challenge_id uuid not null references challenges.challenge on delete cascade,
  number integer generated always as identity,
  title text not null,
  indicator_id uuid,
  indicator_text text not null,
  unit text not null,
  baseline double precision,
  baseline_date date,
  target double precision not null,
  target_date date not null,
  direction text not null
);
create index goal_challenge on challenges.goal (challenge_id, number);

-- Organisations that take part.
create table challenges.party (
  challenge_id uuid not null references challenges.challenge on delete cascade,
  organisation_id uuid not null,
  number integer generated always as identity,
  role text not null,
  contribution text not null,
  primary key (challenge_id, organisation_id)
);

create view challenges.v_challenge as
  select id, slug, title, phase, published, owner_id from challenges.challenge;

create view challenges.v_goal as
  select id, challenge_id, title, indicator_id, unit, baseline, baseline_date, target, target_date, direction
  from challenges.goal;
