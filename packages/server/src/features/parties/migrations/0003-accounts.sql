-- Ways in which a person can sign in: a password (provider `credential`) or the municipality's identity provider.
create table parties.account (
  id uuid primary key default gen_random_uuid(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references parties.person on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index account_person on parties.account (user_id);

create table parties.session (
  id uuid primary key default gen_random_uuid(),
  token text not null unique,
  user_id uuid not null references parties.person on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_person on parties.session (user_id);
create index session_end on parties.session (expires_at);

-- Short-lived facts: links in messages, and sign-ins under way at the identity provider.
create table parties.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on parties.verification (identifier);
create index verification_end on parties.verification (expires_at);

-- How often something was tried since a moment; the key is a hash of what was tried by whom.
create table parties.attempt (
  key bytea primary key,
  since timestamptz not null,
  tries int not null
);

-- The secret that signs sessions, when the operator sets none. One row.
create table parties.secret (
  id int primary key default 1 check (id = 1),
  value text not null
);
