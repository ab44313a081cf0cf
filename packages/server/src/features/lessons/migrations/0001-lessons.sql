create schema lessons;

-- What was learned from an evaluation. A later lesson takes the place of the one before, with the reason; what was drawn stays as it was.
create table lessons.lesson (
  id uuid primary key default gen_random_uuid(),
  evaluation_id uuid not null,
  number int not null check (number > 0),
  verdict text not null check (verdict in ('continue', 'scale', 'change', 'stop', 'repeat-elsewhere')),
  surprised text not null,
  for_whom text not null,
  text text not null check (text <> ''),
  next_challenge_id uuid,
  next_intervention_id uuid,
  reason text not null,
  drawn_at timestamptz(3) not null,
  unique (evaluation_id, number),
  check ((number = 1) = (reason = ''))
);
create index lesson_order on lessons.lesson (drawn_at desc, id desc);

create function lessons.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'a lesson that was drawn cannot be changed or removed';
end $$;
create trigger lesson_kept before update or delete on lessons.lesson for each row execute function lessons.refuse();

-- The lesson of each evaluation that holds now.
create view lessons.v_lesson as
select distinct on (evaluation_id) id, evaluation_id, number, verdict, text, surprised, for_whom, next_challenge_id,
  next_intervention_id, reason, drawn_at
from lessons.lesson order by evaluation_id, number desc;
