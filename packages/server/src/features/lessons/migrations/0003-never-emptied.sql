-- Nor at once: `truncate` does not call the triggers of rows.
create function lessons.refuse_emptying() returns trigger language plpgsql as $$
begin
  raise exception '% cannot be emptied', tg_relid::regclass;
end $$;
create trigger lesson_never_emptied before truncate on lessons.lesson execute function lessons.refuse_emptying();
