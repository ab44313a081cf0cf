-- Nor at once: `truncate` does not call the triggers of rows.
create function analyses.refuse_emptying() returns trigger language plpgsql as $$
begin
  raise exception '% cannot be emptied', tg_relid::regclass;
end $$;
create trigger version_never_emptied before truncate on analyses.version execute function analyses.refuse_emptying();
create trigger answer_never_emptied before truncate on analyses.answer execute function analyses.refuse_emptying();
create trigger steering_check_never_emptied before truncate on analyses.steering_check execute function analyses.refuse_emptying();
