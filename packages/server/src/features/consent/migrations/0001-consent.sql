create schema consent;

-- One row per notice: for which purpose consent is asked to use a dataset.
create table consent.notice (
  id uuid primary key default gen_random_uuid(),
  dataset_id uuid not null,
  owner_id uuid not null,
  purpose text not null,
  created_at timestamptz not null,
  unique (dataset_id, purpose)
);
create index notice_owner on consent.notice (owner_id);

-- One row per version of its text. What was published is frozen: a resident said yes or no to exactly that.
create table consent.version (
  notice_id uuid not null references consent.notice,
  number int not null check (number > 0),
  state text not null check (state in ('draft', 'published', 'superseded')),
  content jsonb not null,
  reason text not null,
  published_at timestamptz,
  updated_at timestamptz not null,
  primary key (notice_id, number),
  check ((state = 'draft') = (published_at is null))
);
create unique index version_one_draft on consent.version (notice_id) where state = 'draft';
create unique index version_one_published on consent.version (notice_id) where state = 'published';

create function consent.refuse_change() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (tg_op = 'DELETE' or new.state not in (old.state, 'superseded')
      or (new.notice_id, new.number, new.content, new.reason, new.published_at)
        is distinct from (old.notice_id, old.number, old.content, old.reason, old.published_at)) then
    raise exception 'a published version of a notice cannot be changed';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger version_frozen before update or delete on consent.version
  for each row execute function consent.refuse_change();

-- One row per person and notice. What the person chose is the newest record; what is derived from it is beside it.
create table consent.choice (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null,
  notice_id uuid not null references consent.notice,
  latest int not null,
  -- When the consent ends by itself; null when there is none, or it has no end.
  expires_at timestamptz,
  unique (person_id, notice_id)
);
create index choice_notice on consent.choice (notice_id);
create index choice_expiry on consent.choice (expires_at) where expires_at is not null;

-- Everything that happened to a consent, with the notice that was seen. Nothing in it ever changes or goes.
create table consent.record (
  choice_id uuid not null references consent.choice,
  number int not null check (number > 0),
  -- A consent status of DPV.
  status text not null check (status in ('ConsentGiven', 'RenewedConsentGiven', 'ConsentRefused', 'ConsentWithdrawn',
    'ConsentExpired', 'ConsentInvalidated')),
  notice_version int not null,
  language text not null check (language in ('nl', 'en')),
  method text not null check (method in ('signed-in', 'time', 'new-notice', 'account-ended')),
  place text check (place in ('exact', '100m', '500m', 'area')),
  time text check (time in ('raw', 'hour', 'day')),
  in_groups boolean,
  until timestamptz,
  recorded_at timestamptz not null,
  primary key (choice_id, number),
  -- There are terms exactly when there is a consent.
  check ((status in ('ConsentGiven', 'RenewedConsentGiven'))
    = (place is not null and time is not null and in_groups is not null)),
  check (status in ('ConsentGiven', 'RenewedConsentGiven') or until is null)
);

create function consent.refuse_record_change() returns trigger language plpgsql as $$
begin
  raise exception 'a record of a consent cannot be changed or removed';
end $$;
create trigger record_frozen before update or delete on consent.record
  for each row execute function consent.refuse_record_change();

-- The keys that sign receipts. Older ones stay, so that receipts of before can be checked.
create table consent.signing_key (
  id text primary key,
  public_key bytea not null,
  -- The private key, encrypted with the secret of the operator.
  sealed bytea not null,
  created_at timestamptz not null
);

-- The consents in force at a moment, as a view with that moment as its parameter: nobody can forget that a consent ends.
-- PostgreSQL writes it out in the statement that names it, like any view.
create function consent.v_consent(at timestamptz)
returns table (person_id uuid, dataset_id uuid, purpose text, place text, "time" text, in_groups boolean, until timestamptz)
language sql stable as $$
  select c.person_id, n.dataset_id, n.purpose, r.place, r.time, r.in_groups, r.until
  from consent.choice c
  join consent.notice n on n.id = c.notice_id
  join consent.record r on r.choice_id = c.id and r.number = c.latest
  where r.status in ('ConsentGiven', 'RenewedConsentGiven') and (r.until is null or r.until > at)
$$;
