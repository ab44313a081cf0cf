-- What was computed is not removed either; what failed or was ended goes with its draft.
create or replace function evaluations.refuse_other_outcome() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state = 'done' then raise exception 'a computation that is done cannot be removed'; end if;
    return old;
  end if;
  if old.state in ('done', 'failed', 'cancelled') then
    raise exception 'a computation that has ended cannot be changed';
  end if;
  if (new.study, new.study_sha256, new.content) is distinct from (old.study, old.study_sha256, old.content) then
    raise exception 'what a computation is of cannot be changed';
  end if;
  return new;
end $$;
drop trigger computation_kept on evaluations.computation;
create trigger computation_kept before update or delete on evaluations.computation
  for each row execute function evaluations.refuse_other_outcome();
