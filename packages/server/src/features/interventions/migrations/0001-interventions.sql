create schema interventions;

-- One row per intervention. `content` is the plan as it is written; what was registered is in `plan`.
create table interventions.intervention (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  kind text not null check (kind in ('measure', 'pilot')),
  state text not null default 'draft' check (state in ('draft', 'registered', 'running', 'ended', 'withdrawn')),
  challenge_id uuid not null,
  owner_id uuid not null,
  content jsonb not null,
  area_codes text[] not null,
  ethics_check jsonb,
  started_on date,
  start_decision_id uuid,
  ended_on date,
  outcome text check (outcome in ('finished', 'scaled', 'stopped')),
  end_reason text,
  end_decision_id uuid,
  withdrawn_reason text,
  withdrawn_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz(3) not null,
  check (kind <> 'pilot' or content->>'goalId' is not null),
  check (state <> 'running' or started_on is not null),
  check ((outcome is null) = (ended_on is null)),
  check (state <> 'ended' or outcome is not null),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index intervention_order on interventions.intervention (updated_at desc, id desc);
create index intervention_challenge on interventions.intervention (challenge_id);
create index intervention_areas on interventions.intervention using gin (area_codes);

-- The plans that were registered: canonical texts with their hash. Nothing of them can be changed or removed.
create table interventions.plan (
  intervention_id uuid not null references interventions.intervention,
  number int not null check (number > 0),
  body text not null,
  sha256 text not null,
  reason text not null,
  registered_at timestamptz not null,
  primary key (intervention_id, number)
);

create table interventions.deviation (
  id uuid primary key default gen_random_uuid(),
  intervention_id uuid not null references interventions.intervention,
  number int generated always as identity,
  what text not null,
  why text not null,
  since date not null,
  recorded_at timestamptz not null
);
create index deviation_of on interventions.deviation (intervention_id, number);

create table interventions.milestone (
  id uuid primary key default gen_random_uuid(),
  intervention_id uuid not null references interventions.intervention on delete cascade,
  number int generated always as identity,
  title text not null,
  planned_on date,
  reached_on date,
  in_plan boolean not null
);
create index milestone_of on interventions.milestone (intervention_id, number);

create table interventions.cost (
  id uuid primary key default gen_random_uuid(),
  intervention_id uuid not null references interventions.intervention,
  number int generated always as identity,
  amount numeric(15, 2) not null,
  day date not null,
  what text not null,
  recorded_at timestamptz not null
);
create index cost_of on interventions.cost (intervention_id, number);

-- Photos without what the camera wrote beside the picture. Of one that was withdrawn only the reason stays.
create table interventions.photo (
  id uuid primary key default gen_random_uuid(),
  intervention_id uuid not null references interventions.intervention on delete cascade,
  number int generated always as identity,
  alt text not null,
  taken_on date,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes bytea,
  sha256 text not null,
  width int not null,
  height int not null,
  added_at timestamptz not null,
  withdrawn_reason text,
  withdrawn_at timestamptz,
  check ((bytes is null) = (withdrawn_at is not null))
);
create index photo_of on interventions.photo (intervention_id, number);
alter table interventions.photo alter column bytes set storage external;

create function interventions.refuse_any_change() returns trigger language plpgsql as $$
begin
  raise exception 'this row of % cannot be changed or removed', tg_table_name;
end $$;
create trigger plan_frozen before update or delete on interventions.plan
  for each row execute function interventions.refuse_any_change();
create trigger deviation_frozen before update or delete on interventions.deviation
  for each row execute function interventions.refuse_any_change();
create trigger cost_frozen before update or delete on interventions.cost
  for each row execute function interventions.refuse_any_change();

-- A plan is registered before the start or not at all.
create function interventions.refuse_late_plan() returns trigger language plpgsql as $$
begin
  if exists (select from interventions.intervention where id = new.intervention_id and started_on is not null) then
    raise exception 'what has begun can no longer be registered beforehand';
  end if;
  return new;
end $$;
create trigger plan_before_start before insert on interventions.plan
  for each row execute function interventions.refuse_late_plan();

-- What was public stays, and from the start on nothing of what it was to be, or of when it began, can be changed.
create function interventions.refuse_rewriting() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then raise exception 'what was public is withdrawn, not removed'; end if;
    return old;
  end if;
  if old.started_on is not null and (new.content, new.area_codes, new.ethics_check, new.started_on, new.start_decision_id, new.kind, new.challenge_id)
      is distinct from (old.content, old.area_codes, old.ethics_check, old.started_on, old.start_decision_id, old.kind, old.challenge_id) then
    raise exception 'the plan of what has begun cannot be changed';
  end if;
  if array_position(array['draft', 'registered', 'running', 'ended', 'withdrawn'], new.state)
      < array_position(array['draft', 'registered', 'running', 'ended', 'withdrawn'], old.state) then
    raise exception 'an intervention does not go back from % to %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger intervention_kept before update or delete on interventions.intervention
  for each row execute function interventions.refuse_rewriting();

-- What other slices may read: only what is public.
create view interventions.v_intervention as
select i.id, i.slug, i.kind, i.state, i.challenge_id, i.owner_id, i.content->>'title' as title, i.area_codes,
  i.content->'hypothesis' as hypothesis, i.content->'design' as design, i.started_on, i.ended_on, i.outcome
from interventions.intervention i where i.state not in ('draft', 'withdrawn');
