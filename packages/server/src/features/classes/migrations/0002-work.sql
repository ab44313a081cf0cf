-- What a pupil handed in to the teacher, by the id of what it is in a slice above (no foreign key across schemas).
create table classes.work (
  id uuid primary key,
  pupil_id uuid not null references classes.pupil on delete cascade,
  state text not null check (state in ('handed-in', 'given-back')),
  -- What the teacher said when giving it back.
  remark text not null default '',
  changed_at timestamptz not null
);
create index work_pupil on classes.work (pupil_id);
