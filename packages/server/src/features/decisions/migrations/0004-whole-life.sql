-- Since when everyone can read a draft. Drafts from before this stay with their organisation until it opens them.
alter table decisions.version add column opened_at timestamptz;

-- Each text of an open draft as it was saved, by the function of who saved it.
create table decisions.save (
  decision_id uuid not null,
  version int not null,
  number int not null,
  content jsonb not null,
  role text,
  saved_at timestamptz not null,
  primary key (decision_id, version, number),
  foreign key (decision_id, version) references decisions.version (decision_id, number)
);

-- What became of a decision, beside the versions of its text: opened, reviewed, reopened, replaced, withdrawn.
create table decisions.happening (
  id bigint generated always as identity primary key,
  decision_id uuid not null references decisions.decision,
  kind text not null check (kind in ('opened', 'reviewed', 'reopened', 'replaced', 'withdrawn')),
  content jsonb not null,
  happened_at timestamptz not null
);
create index happening_of on decisions.happening (decision_id, id);

-- Of which review days somebody was reminded.
create table decisions.reminder (
  decision_id uuid not null references decisions.decision,
  review_on date not null,
  what text not null,
  primary key (decision_id, review_on, what)
);

-- A published text stays as it was, also in when it was opened; nothing of a decision is ever deleted.
create or replace function decisions.refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (old.state <> 'draft' and (new.state not in (old.state, 'superseded')
      or (new.decision_id, new.number, new.content, new.signature, new.reason, new.published_at, new.opened_at)
        is distinct from (old.decision_id, old.number, old.content, old.signature, old.reason, old.published_at, old.opened_at))) then
    raise exception 'a published version of a decision cannot be changed';
  end if;
  return new;
end $$;

create function decisions.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'what became of a decision cannot be changed or deleted';
end $$;
create trigger decision_kept before delete on decisions.decision for each row execute function decisions.refuse();
create trigger save_kept before update or delete on decisions.save for each row execute function decisions.refuse();
create trigger happening_kept before update or delete on decisions.happening for each row execute function decisions.refuse();

-- How a decision that was published stands, and when it is looked at again. What happened before its newest text was settled by that text, but
-- for being replaced or withdrawn.
create view decisions.v_standing as
select d.id as decision_id, v.number as version, v.published_at,
  case when e.final is not null then e.final when l.kind = 'reopened' or l.content->>'result' = 'reopened' then 'reopened'
    when l.content->>'result' = 'to-be-changed' then 'to-be-changed' else 'in-force' end as standing,
  case when e.final is null then coalesce(r.content->>'nextReviewDate', v.content->>'reviewDate')::date end as review_on,
  greatest(v.published_at, l.happened_at) as settled_at
from decisions.decision d
join decisions.version v on v.decision_id = d.id and v.state = 'published'
left join lateral (select h.kind as final from decisions.happening h
  where h.decision_id = d.id and h.kind in ('replaced', 'withdrawn') order by h.id desc limit 1) e on true
left join lateral (select h.kind, h.content, h.happened_at from decisions.happening h
  where h.decision_id = d.id and h.kind in ('reviewed', 'reopened') and h.happened_at >= v.published_at
  order by h.id desc limit 1) l on true
left join lateral (select h.content from decisions.happening h
  where h.decision_id = d.id and h.kind = 'reviewed' and h.happened_at >= v.published_at
  order by h.id desc limit 1) r on true;
