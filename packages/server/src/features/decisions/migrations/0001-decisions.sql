create schema decisions;

-- One row per decision: what never changes about it.
create table decisions.decision (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique,
  owner_id uuid not null,
  challenge_id uuid not null,
  created_at timestamptz not null
);
create index decision_challenge on decisions.decision (challenge_id);

-- One row per version of its text. A published text is frozen: a correction is a new version with a reason.
create table decisions.version (
  decision_id uuid not null references decisions.decision,
  number int not null check (number > 0),
  state text not null check (state in ('draft', 'published', 'superseded')),
  content jsonb not null,
  -- Who signed, on which mandate, as it was at that moment.
  signature jsonb,
  reason text not null default '',
  published_at timestamptz,
  updated_at timestamptz not null,
  primary key (decision_id, number),
  check ((state = 'draft') = (published_at is null)),
  check ((state = 'draft') = (signature is null))
);
create unique index version_one_draft on decisions.version (decision_id) where state = 'draft';
create unique index version_one_published on decisions.version (decision_id) where state = 'published';

-- A frozen text stays as it was, also for someone who has the database password of the server.
create function decisions.refuse_change() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (tg_op = 'DELETE' or new.content::text <> old.content::text
      or new.signature::text <> old.signature::text or new.published_at <> old.published_at) then
    raise exception 'a published version of a decision cannot be changed';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger version_frozen before update or delete on decisions.version
  for each row execute function decisions.refuse_change();

create view decisions.v_decision as
select d.id, d.slug, d.owner_id, d.challenge_id, v.number as version, v.published_at,
  v.content->>'title' as title, v.content->>'outcome' as outcome, (v.content->>'reviewDate')::date as review_date
from decisions.decision d
join decisions.version v on v.decision_id = d.id and v.state = 'published';
