-- Something that certain people are told in their next digest, beside signals. `digest_id` is in which it was put.
create table notifications.note (
  id bigint generated always as identity primary key,
  person_id uuid not null,
  sentence jsonb not null,
  path text not null,
  digest_id uuid references notifications.digest on delete set null,
  created_at timestamptz not null
);
create index note_of on notifications.note (person_id, id);
