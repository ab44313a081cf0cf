create schema logbook;

-- The register of processing activities. What an activity is stands in its versions, which do not change.
create table logbook.activity (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  controller_id uuid not null,
  created_at timestamptz not null,
  -- The version that counts now; null only inside the transaction that makes the activity.
  current_id int
);

create table logbook.activity_version (
  id int generated always as identity primary key,
  activity_id uuid not null references logbook.activity,
  version int not null check (version > 0),
  valid_from timestamptz not null,
  active boolean not null,
  name text not null,
  purpose text not null,
  legal_basis text[] not null,
  data_subjects text[] not null,
  personal_data text[] not null,
  operations text[] not null,
  recipients jsonb not null,
  retention_period text not null,
  measures jsonb not null,
  contact text not null,
  -- Days that records of this activity are kept.
  log_days int not null check (log_days > 0),
  unique (activity_id, version)
);

-- The processing log: one row per action, and per data subject when there are more. Never changed; removed when its days are over.
-- Columns of fixed width come first, so that nothing is lost between them. No foreign key: versions are never removed, so
-- nothing is gained by checking each row. Times are milliseconds since 1970, as the standard has them.
create table logbook.record (
  started bigint not null,
  ended bigint not null,
  trace_id uuid not null,
  -- Null when the activity was not in the register; `activity` then has what it was called.
  version_id int,
  -- 0 Unset, 1 Ok, 2 Error.
  status smallint not null check (status between 0 and 2),
  span_id bytea not null,
  parent_span_id bytea,
  -- The pseudonym: which key made it (4 bytes), and the code that it made (16 bytes). No other personal data is in this table.
  subject bytea,
  subject_type text,
  name text not null,
  component text not null,
  processor text,
  inputs text[],
  outputs text[],
  activity text
);
create index record_trace on logbook.record (trace_id);
create index record_subject on logbook.record (subject, started) where subject is not null;
create index record_activity on logbook.record (version_id, started);
