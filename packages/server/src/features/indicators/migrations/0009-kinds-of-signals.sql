-- A signal is no longer only of a line: `kind` says what was seen, `evidence` on what it rests, `version` by which version of the definition.
-- `owner_…` is set when this signal was handed over to others than those who answer for the signals of its indicator.
alter table indicators.signal
  add column kind text not null default 'threshold',
  add column evidence jsonb not null default '{}',
  add column version int not null default 1,
  add column changed_at timestamptz not null default now(),
  add column owner_organisation_id uuid,
  add column owner_role text,
  add column owner_person_id uuid,
  alter column opened_value drop not null,
  alter column peak_at drop not null,
  alter column peak_value drop not null,
  alter column line drop not null;
update indicators.signal s set version = i.version,
  changed_at = greatest(s.noticed_at, s.withdrawn_at),
  evidence = jsonb_build_object('rule', i.definition->'signalRule')
from indicators.indicator i where i.id = s.indicator_id;
alter table indicators.signal
  add constraint signal_known unique (indicator_id, kind, area_code, since),
  drop constraint signal_indicator_id_area_code_since_key;
create index signal_changed on indicators.signal (changed_at desc, id);

-- Who answers for the signals of an indicator; the policy officers of its owner when nobody was chosen.
alter table indicators.indicator
  add column owner_organisation_id uuid,
  add column owner_role text,
  add column owner_person_id uuid;

-- Indicators of which absence, changes and goals have to be looked at: figures changed, or time passed.
create table indicators.watching (
  indicator_id uuid primary key,
  marks int not null default 1,
  marked_at timestamptz not null default clock_timestamp(),
  failures int not null default 0,
  next_try_at timestamptz
);

-- The figures that there are get looked at when a rule is made; the names of `v_signal` stay, a line is not of every signal.
create or replace view indicators.v_signal as
select id, indicator_id, area_code, opened_at, cleared_at, peak_value, line, decision_id, withdrawn_at, kind
from indicators.signal;
