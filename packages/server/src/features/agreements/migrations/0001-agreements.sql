create schema agreements;

-- Parties that work together on a challenge. It belongs to the owner of the challenge.
create table agreements.alliance (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  challenge_id uuid not null,
  title text not null,
  purpose text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index alliance_challenge on agreements.alliance (challenge_id);
create index alliance_order on agreements.alliance (created_at desc, id desc);

-- An organisation in an alliance, from its entry until its exit. Who comes back is a member again.
create table agreements.member (
  id uuid primary key default gen_random_uuid(),
  alliance_id uuid not null references agreements.alliance on delete cascade,
  organisation_id uuid not null,
  number integer generated always as identity,
  role text not null,
  -- What it brings in, what its actions mean for the others, and what it decides: lists as in the API.
  contributions jsonb not null,
  effects jsonb not null,
  mandates jsonb not null,
  entered_on date not null,
  left_on date check (left_on >= entered_on),
  leave_reason text not null
);
create index member_alliance on agreements.member (alliance_id, number);
create index member_organisation on agreements.member (organisation_id);

-- One row per agreement: what never changes about it, and when it was ended.
create table agreements.agreement (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  owner_id uuid not null,
  challenge_id uuid not null,
  alliance_id uuid references agreements.alliance,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index agreement_challenge on agreements.agreement (challenge_id);
create index agreement_alliance on agreements.agreement (alliance_id);

-- One row per version of its text. What was offered is frozen: a change is a new version that all accept again.
create table agreements.version (
  agreement_id uuid not null references agreements.agreement,
  number int not null check (number > 0),
  state text not null check (state in ('draft', 'offered', 'accepted', 'declined', 'withdrawn')),
  content jsonb not null,
  reason text not null,
  -- As in the content, to be compared with a moment.
  valid_from timestamptz,
  valid_through timestamptz check (valid_through > valid_from),
  offered_at timestamptz,
  accepted_at timestamptz,
  updated_at timestamptz not null,
  primary key (agreement_id, number),
  check ((state = 'draft') = (offered_at is null)),
  check ((state = 'accepted') = (accepted_at is not null))
);
create unique index version_one_open on agreements.version (agreement_id) where state in ('draft', 'offered');

-- The organisations that a version needs: all of them accept it.
create table agreements.version_party (
  agreement_id uuid not null,
  version int not null,
  organisation_id uuid not null,
  gives boolean not null,
  receives boolean not null,
  primary key (agreement_id, version, organisation_id),
  foreign key (agreement_id, version) references agreements.version
);
create index version_party_organisation on agreements.version_party (organisation_id);

-- The datasets that a version is about.
create table agreements.version_dataset (
  agreement_id uuid not null,
  version int not null,
  dataset_id uuid not null,
  primary key (agreement_id, version, dataset_id),
  foreign key (agreement_id, version) references agreements.version
);
create index version_dataset_dataset on agreements.version_dataset (dataset_id);

-- What was done, by whom, on which mandate, as it was at that moment.
create table agreements.step (
  agreement_id uuid not null,
  version int not null,
  number integer generated always as identity primary key,
  kind text not null check (kind in ('offered', 'accepted', 'declined', 'suspended', 'resumed', 'ended')),
  organisation_id uuid not null,
  signature jsonb not null,
  reason text not null,
  at timestamptz not null,
  foreign key (agreement_id, version) references agreements.version
);
create index step_agreement on agreements.step (agreement_id, number);
-- A party answers a version once.
create unique index step_one_answer on agreements.step (agreement_id, version, organisation_id)
  where kind in ('offered', 'accepted', 'declined');

-- Who has stopped an agreement for now: it is in force again when none is left.
create table agreements.suspension (
  agreement_id uuid not null references agreements.agreement,
  organisation_id uuid not null,
  since timestamptz not null,
  primary key (agreement_id, organisation_id)
);

-- Moments to come at which something else may be read: an event tells of each when it is there.
create table agreements.moment (
  agreement_id uuid not null references agreements.agreement,
  at timestamptz not null,
  primary key (agreement_id, at)
);
create index moment_at on agreements.moment (at);

-- What a party promised to do.
create table agreements.task (
  id uuid primary key default gen_random_uuid(),
  agreement_id uuid not null,
  version int not null,
  duty_id text not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('attribute', 'report-back', 'delete')),
  before timestamptz,
  after_days int check (after_days > 0),
  done_at timestamptz,
  done_by text,
  done_by_person uuid,
  note text not null default '',
  unique (agreement_id, version, duty_id, organisation_id),
  foreign key (agreement_id, version) references agreements.version
);
create index task_organisation on agreements.task (organisation_id);

-- A frozen text stays as it was, also for someone who has the database password of the server. Only its state goes on.
create function agreements.refuse_version_change() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (tg_op = 'DELETE'
      or (old.state <> 'offered' and new.state <> old.state)
      or (old.state = 'offered' and new.state = 'draft')
      or (new.agreement_id, new.number, new.content, new.reason, new.valid_from, new.valid_through, new.offered_at)
        is distinct from
        (old.agreement_id, old.number, old.content, old.reason, old.valid_from, old.valid_through, old.offered_at)
      or (old.accepted_at is not null and new.accepted_at is distinct from old.accepted_at)) then
    raise exception 'an offered version of an agreement cannot be changed';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger version_frozen before update or delete on agreements.version
  for each row execute function agreements.refuse_version_change();

-- So do who must accept it, and what data it is about.
create function agreements.refuse_part_change() returns trigger language plpgsql as $$
declare
  part record := case tg_op when 'INSERT' then new else old end;
begin
  if tg_op = 'UPDATE' or exists (select from agreements.version v
      where v.agreement_id = part.agreement_id and v.number = part.version and v.state <> 'draft') then
    raise exception 'an offered version of an agreement cannot be changed';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger version_party_frozen before insert or update or delete on agreements.version_party
  for each row execute function agreements.refuse_part_change();
create trigger version_dataset_frozen before insert or update or delete on agreements.version_dataset
  for each row execute function agreements.refuse_part_change();

create function agreements.refuse_step_change() returns trigger language plpgsql as $$
begin
  raise exception 'a step of an agreement cannot be changed';
end $$;
create trigger step_frozen before update or delete on agreements.step
  for each row execute function agreements.refuse_step_change();

-- When each accepted version counts: the newest that has begun, also when that one has already expired. `ends_at` itself is
-- not included; a version whose period is empty never counts.
create view agreements.v_accepted_version as
select v.agreement_id, v.number as version, greatest(v.accepted_at, v.valid_from) as starts_at,
  least(v.valid_through, a.ended_at, (
    select min(greatest(next.accepted_at, next.valid_from)) from agreements.version next
    where next.agreement_id = v.agreement_id and next.number > v.number and next.state = 'accepted'
  )) as ends_at
from agreements.version v
join agreements.agreement a on a.id = v.agreement_id
where v.state = 'accepted';

-- What is in force from `starts_at` until `ends_at` (not included; null is without end): compare both with the moment itself.
create view agreements.v_agreement_in_force as
select p.agreement_id, a.slug, a.challenge_id, p.version, p.starts_at, p.ends_at
from agreements.v_accepted_version p
join agreements.agreement a on a.id = p.agreement_id
where (p.ends_at is null or p.starts_at < p.ends_at)
  and not exists (select from agreements.suspension s where s.agreement_id = p.agreement_id);

create view agreements.v_agreement_party as
  select agreement_id, version, organisation_id, gives, receives from agreements.version_party;

create view agreements.v_agreement_dataset as
  select agreement_id, version, dataset_id from agreements.version_dataset;
