-- Nor at once: `truncate` does not call the triggers of rows.
create function evaluations.refuse_emptying() returns trigger language plpgsql as $$
begin
  raise exception '% cannot be emptied', tg_relid::regclass;
end $$;
create trigger evaluation_never_emptied before truncate on evaluations.evaluation execute function evaluations.refuse_emptying();
create trigger computation_never_emptied before truncate on evaluations.computation execute function evaluations.refuse_emptying();
create trigger publication_never_emptied before truncate on evaluations.publication execute function evaluations.refuse_emptying();
