-- What became of decisions enters too, under a kind of its own.
alter table ledger.entry drop constraint entry_kind_check;
alter table ledger.entry add constraint entry_kind_check check (kind in
  ('decision', 'agreement', 'registration', 'analysis', 'evaluation', 'withdrawal', 'happening', 'keys'));

-- Only what people of the town wrote can have to go: of anything else, erasing would only hide that it was changed.
create or replace function ledger.refuse_entry_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
      or (new.id, new.kind, new.subject_id, new.version, new.moment, new.commitment)
        is distinct from (old.id, old.kind, old.subject_id, old.version, old.moment, old.commitment)
      or (old.position is not null and new.position is distinct from old.position)
      or (new.payload is not null and (new.payload, new.salt) is distinct from (old.payload, old.salt))
      or (new.payload is null and old.payload is not null and old.kind <> 'analysis') then
    raise exception 'an entry of the ledger cannot be changed';
  end if;
  return new;
end $$;
