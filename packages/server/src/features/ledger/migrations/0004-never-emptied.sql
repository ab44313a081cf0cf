-- Nor at once: `truncate` does not call the triggers of rows.
create function ledger.refuse_emptying() returns trigger language plpgsql as $$
begin
  raise exception '% cannot be emptied', tg_relid::regclass;
end $$;
create trigger entry_never_emptied before truncate on ledger.entry execute function ledger.refuse_emptying();
create trigger tile_never_emptied before truncate on ledger.tile execute function ledger.refuse_emptying();
create trigger checkpoint_never_emptied before truncate on ledger.checkpoint execute function ledger.refuse_emptying();
create trigger witnessed_never_emptied before truncate on ledger.witnessed execute function ledger.refuse_emptying();
