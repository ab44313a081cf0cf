-- Until when a signal may wait for a decision. Days per kind, of the organisation that answers for it; what was set later does not move the
-- term of what was noticed before. Lines are added, never changed.
create table indicators.signal_term (
  id bigint generated always as identity primary key,
  organisation_id uuid not null,
  kind text not null,
  days int not null check (days between 1 and 3650),
  reason text not null,
  role text not null,
  set_at timestamptz not null
);
create index signal_term_of on indicators.signal_term (organisation_id, kind, set_at desc);

-- Another term for one signal, with the reason that everyone can read.
create table indicators.signal_postponement (
  id bigint generated always as identity primary key,
  signal_id uuid not null references indicators.signal on delete cascade,
  due_on date not null,
  reason text not null,
  role text not null,
  set_at timestamptz not null
);
create index signal_postponement_of on indicators.signal_postponement (signal_id, id desc);

-- When a decision answered it: that is how long it waited.
alter table indicators.signal add column decided_at timestamptz;
update indicators.signal set decided_at = changed_at where decision_id is not null;
