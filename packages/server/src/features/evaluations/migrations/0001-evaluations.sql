create schema evaluations;

-- One row per evaluation of an intervention. `content` is what is chosen; what was published is in `publication`.
create table evaluations.evaluation (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  number int not null check (number > 0),
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  intervention_id uuid not null,
  challenge_id uuid not null,
  owner_id uuid not null,
  content jsonb not null,
  withdrawn_reason text,
  withdrawn_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz(3) not null,
  unique (intervention_id, number),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index evaluation_order on evaluations.evaluation (updated_at desc, id desc);
create index evaluation_challenge on evaluations.evaluation (challenge_id);

-- Every time it was computed, with what was chosen then: who computes until it pleases is seen to do so. `study` is all that goes in, `outcome` all that comes out.
create table evaluations.computation (
  evaluation_id uuid not null references evaluations.evaluation on delete cascade,
  number int not null check (number > 0),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  content jsonb not null,
  study text not null,
  study_sha256 text not null,
  progress real not null default 0 check (progress between 0 and 1),
  -- Until when who computes has it; after that anyone may begin anew.
  taken_until timestamptz,
  outcome text,
  outcome_sha256 text,
  asked_at timestamptz not null,
  finished_at timestamptz,
  primary key (evaluation_id, number),
  check ((state = 'done') = (outcome is not null)),
  check ((outcome is null) = (outcome_sha256 is null))
);
create index computation_due on evaluations.computation (asked_at) where state in ('waiting', 'running');

-- What was published: canonical texts with their hash.
create table evaluations.publication (
  evaluation_id uuid primary key references evaluations.evaluation,
  body text not null,
  sha256 text not null,
  indicator_id uuid not null,
  area_codes text[] not null,
  answer text not null check (answer in ('not-assessable', 'no-evidence', 'indication', 'strong-indication')),
  published_at timestamptz(3) not null
);
create index publication_order on evaluations.publication (published_at desc, evaluation_id);
create index publication_areas on evaluations.publication using gin (area_codes);

create function evaluations.refuse_any_change() returns trigger language plpgsql as $$
begin
  raise exception 'this row of % cannot be changed or removed', tg_table_name;
end $$;
create trigger publication_frozen before update or delete on evaluations.publication
  for each row execute function evaluations.refuse_any_change();

-- What was computed stays as it was, also when it disappoints.
create function evaluations.refuse_other_outcome() returns trigger language plpgsql as $$
begin
  if old.state in ('done', 'failed', 'cancelled') then
    raise exception 'a computation that has ended cannot be changed or removed';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  if (new.study, new.study_sha256, new.content) is distinct from (old.study, old.study_sha256, old.content) then
    raise exception 'what a computation is of cannot be changed';
  end if;
  return new;
end $$;
create trigger computation_kept before update on evaluations.computation
  for each row execute function evaluations.refuse_other_outcome();

create function evaluations.refuse_going_back() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' or exists (select from evaluations.computation c where c.evaluation_id = old.id and c.state = 'done') then
      raise exception 'what was computed or published is not removed';
    end if;
    return old;
  end if;
  if array_position(array['draft', 'published', 'withdrawn'], new.state) < array_position(array['draft', 'published', 'withdrawn'], old.state) then
    raise exception 'an evaluation does not go back from % to %', old.state, new.state;
  end if;
  if old.state <> 'draft' and new.content is distinct from old.content then
    raise exception 'what was published cannot be changed';
  end if;
  return new;
end $$;
create trigger evaluation_kept before update or delete on evaluations.evaluation
  for each row execute function evaluations.refuse_going_back();

-- What other slices may read: only what is public.
create view evaluations.v_evaluation as
select e.id, e.slug, e.number, e.state, e.intervention_id, e.challenge_id, e.owner_id, p.indicator_id, p.area_codes,
  e.content->>'title' as title, p.answer, p.body::jsonb->'outcome'->'sentence' as sentence, p.published_at, e.withdrawn_at
from evaluations.evaluation e join evaluations.publication p on p.evaluation_id = e.id;
