-- Nor at once: `truncate` does not call the triggers of rows.
create function consent.refuse_emptying() returns trigger language plpgsql as $$
begin
  raise exception '% cannot be emptied', tg_relid::regclass;
end $$;
create trigger version_never_emptied before truncate on consent.version execute function consent.refuse_emptying();
create trigger record_never_emptied before truncate on consent.record execute function consent.refuse_emptying();
