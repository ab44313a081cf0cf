create schema analyses;

-- One row per analysis: what is the same for all its versions.
create table analyses.analysis (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  -- Who writes it: a person with an account, or a pupil of a class. Null once that one was erased.
  author_kind text not null check (author_kind in ('person', 'pupil')),
  author_id uuid,
  -- The name that is shown, as its author chose; empty: none.
  byline text not null,
  -- Of which version of another analysis this one began as a copy.
  based_on_id uuid references analyses.analysis,
  based_on_version int,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  created_at timestamptz not null,
  check ((based_on_id is null) = (based_on_version is null)),
  check ((withdrawn_at is null) = (withdrawal_reason is null))
);
create index analysis_author on analyses.analysis (author_kind, author_id);
create index analysis_based_on on analyses.analysis (based_on_id) where based_on_id is not null;

-- One row per version of its text. A published one is frozen, with the evidence of which the hash is over its bytes.
create table analyses.version (
  analysis_id uuid not null references analyses.analysis on delete cascade,
  number int not null check (number > 0),
  state text not null check (state in ('draft', 'published')),
  content jsonb not null,
  -- What its author says is new in it.
  changes text not null default '',
  -- One canonical JSON text (RFC 8785), and the SHA-256 of its UTF-8.
  evidence text,
  sha256 text,
  -- What its charts are about, to be found by: `area:…`, `indicator:…`, `property:…`.
  subjects text[] not null default '{}',
  published_at timestamptz,
  updated_at timestamptz not null,
  primary key (analysis_id, number),
  check ((state = 'draft') = (published_at is null)),
  check ((state = 'draft') = (evidence is null)),
  check ((evidence is null) = (sha256 is null))
);
create unique index version_one_draft on analyses.version (analysis_id) where state = 'draft';
create index version_subjects on analyses.version using gin (subjects);

-- The answers to the questions of a published version, as they were given then. The evidence has their hashes, so that it can still be
-- checked when an answer had to go.
create table analyses.answer (
  analysis_id uuid not null,
  number int not null,
  chart int not null check (chart >= 0),
  -- One canonical JSON text, and the SHA-256 of its UTF-8. Null once it was removed.
  body text,
  sha256 text not null,
  bytes int not null,
  removed_at timestamptz,
  primary key (analysis_id, number, chart),
  foreign key (analysis_id, number) references analyses.version on delete cascade,
  check ((body is null) = (removed_at is not null))
);

-- Sensors of residents that few others stand beside in an answer: when nobody may see one any more, the answer goes.
create table analyses.answer_resident (
  analysis_id uuid not null,
  number int not null,
  chart int not null,
  thing_id int8 not null,
  primary key (analysis_id, number, chart, thing_id),
  foreign key (analysis_id, number, chart) references analyses.answer on delete cascade
);
create index answer_resident_thing on analyses.answer_resident (thing_id);

-- What a pupil wrote and was taken back can be erased, as a child was promised.
create function analyses.is_taken_back_of_pupil(analysis uuid) returns boolean language sql stable as $$
  select exists (select from analyses.analysis a
    where a.id = analysis and a.author_kind = 'pupil' and a.withdrawn_at is not null)
$$;

-- A frozen text stays as it was, whatever the server does.
create function analyses.refuse_change() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (tg_op = 'DELETE' or (new.*) is distinct from (old.*))
      and not (tg_op = 'DELETE' and analyses.is_taken_back_of_pupil(old.analysis_id)) then
    raise exception 'a published version of an analysis cannot be changed';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger version_frozen before update or delete on analyses.version
  for each row execute function analyses.refuse_change();

-- An answer can go, and nothing else.
create function analyses.refuse_answer_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and analyses.is_taken_back_of_pupil(old.analysis_id) then return old; end if;
  if tg_op = 'DELETE' or (new.analysis_id, new.number, new.chart, new.sha256, new.bytes)
      is distinct from (old.analysis_id, old.number, old.chart, old.sha256, old.bytes)
      or (new.body is not null and new.body is distinct from old.body) then
    raise exception 'an answer of a published analysis cannot be changed';
  end if;
  return new;
end $$;
create trigger answer_frozen before update or delete on analyses.answer
  for each row execute function analyses.refuse_answer_change();

-- Analyses that anyone may read, by their newest version; withdrawn ones too.
create view analyses.v_analysis as
select a.id, a.slug, a.withdrawn_at, v.number as version, v.content->>'title' as title, v.subjects, v.published_at
from analyses.analysis a
join lateral (select * from analyses.version n where n.analysis_id = a.id and n.state = 'published'
  order by n.number desc limit 1) v on true;
