-- Nor at once: `truncate` does not call the triggers of rows.
create function agreements.refuse_emptying() returns trigger language plpgsql as $$
begin
  raise exception '% cannot be emptied', tg_relid::regclass;
end $$;
create trigger version_never_emptied before truncate on agreements.version execute function agreements.refuse_emptying();
create trigger version_party_never_emptied before truncate on agreements.version_party execute function agreements.refuse_emptying();
create trigger version_dataset_never_emptied before truncate on agreements.version_dataset execute function agreements.refuse_emptying();
create trigger step_never_emptied before truncate on agreements.step execute function agreements.refuse_emptying();
create trigger reading_never_emptied before truncate on agreements.reading execute function agreements.refuse_emptying();
