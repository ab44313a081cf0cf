-- Nor at once: `truncate` does not call the triggers of rows.
create function decisions.refuse_emptying() returns trigger language plpgsql as $$
begin
  raise exception '% cannot be emptied', tg_relid::regclass;
end $$;
create trigger decision_never_emptied before truncate on decisions.decision execute function decisions.refuse_emptying();
create trigger version_never_emptied before truncate on decisions.version execute function decisions.refuse_emptying();
create trigger save_never_emptied before truncate on decisions.save execute function decisions.refuse_emptying();
create trigger happening_never_emptied before truncate on decisions.happening execute function decisions.refuse_emptying();
