create schema parties;

-- Who takes part: municipalities, departments, companies, residents' groups …
create table parties.organisation (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  kind text not null,
  tooi text unique,
  parent_id uuid references parties.organisation,
  website text,
  created_at timestamptz not null default now()
);
create index organisation_order on parties.organisation (name, id);

-- What other slices may read of an organisation.
create view parties.v_organisation as select id, name, kind, tooi from parties.organisation;

-- A human being with an account. An e-mail address is stored in lower case.
create table parties.person (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- What a person may do for an organisation; one row per role.
create table parties.membership (
  organisation_id uuid not null references parties.organisation on delete cascade,
  person_id uuid not null references parties.person on delete cascade,
  role text not null,
  created_at timestamptz not null default now(),
  primary key (organisation_id, person_id, role)
);
create index membership_person on parties.membership (person_id);

-- Keys with which programs speak for an organisation. Only the SHA-256 of the secret is kept.
create table parties.token (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references parties.organisation on delete cascade,
  name text not null,
  role text not null,
  purpose text,
  dataset_id uuid,
  secret_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
create index token_organisation on parties.token (organisation_id, created_at, id);
