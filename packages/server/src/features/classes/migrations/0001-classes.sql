create schema classes;

-- A class that a teacher opened, until its end. Then the row goes, and with it everything below.
create table classes.class (
  id uuid primary key default gen_random_uuid(),
  -- The account of the teacher (no foreign key across schemas).
  person_id uuid not null,
  school text not null,
  name text not null,
  -- With what pupils come in, as the teacher reads it aloud; null when nobody can.
  code text unique,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  -- Whether what the class published stays when it ends, then with the class as author and no nickname.
  keeps_published boolean not null
);
create index class_person on classes.class (person_id);
create index class_end on classes.class (ends_at);

-- A pupil: a nickname made of our own words, and the secret of their card. Nothing says who it is.
create table classes.pupil (
  id uuid primary key default gen_random_uuid(),
  class_id uuid not null references classes.class on delete cascade,
  nickname text not null,
  -- Made slowly from the words on the card, with the id of the class as salt: a copy of the database does not give the words.
  card_hash bytea not null,
  joined_at timestamptz not null,
  unique (class_id, nickname),
  unique (class_id, card_hash)
);

-- A browser in which a pupil works now, by the SHA-256 of what is in its cookie.
create table classes.session (
  token_hash bytea primary key,
  pupil_id uuid not null references classes.pupil on delete cascade,
  expires_at timestamptz not null
);
create index session_pupil on classes.session (pupil_id);
create index session_end on classes.session (expires_at);
