-- What came of a challenge, told once to people who follow it, take part in it, or are cited in it. `event` is what happened, `thing` what it is about
-- (so that a correction reaches who was told), `reasons` why this person hears it.
alter table notifications.note
  add column challenge_id uuid,
  add column event text,
  add column thing text,
  add column reasons text[] not null default '{}',
  -- When it was put in a digest. The digest itself is forgotten sooner.
  add column taken_at timestamptz,
  add constraint note_of_outcome check ((challenge_id is null) = (event is null) and (event is null) = (thing is null));
update notifications.note set taken_at = created_at where digest_id is not null;
create unique index note_once on notifications.note (person_id, event) where event is not null;
create index note_thing on notifications.note (thing) where thing is not null;

-- Challenges of which a reader wants to hear nothing more.
create table notifications.muted (
  person_id uuid not null references notifications.reader on delete cascade,
  challenge_id uuid not null,
  since timestamptz not null,
  primary key (person_id, challenge_id)
);

-- Whether someone who is cited or takes part was once made a reader of what came of that; who does not want it is not asked again.
alter table notifications.reader add column offered_outcomes boolean not null default false;
