-- What is left of a text of which passages were blacked out enters under a kind of its own, and names the entry that it stands for.
alter table ledger.entry drop constraint entry_kind_check;
alter table ledger.entry add constraint entry_kind_check check (kind in
  ('decision', 'agreement', 'registration', 'analysis', 'evaluation', 'withdrawal', 'happening', 'redaction', 'keys'));
alter table ledger.entry add column redacts bigint references ledger.entry;
alter table ledger.entry add constraint entry_redacts_check check ((kind = 'redaction') = (redacts is not null));
create index entry_redacts on ledger.entry (redacts, id) where redacts is not null;

-- Whole texts can go of what people of the town wrote. Any other text goes only when a later entry has what is left of it.
create or replace function ledger.refuse_entry_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
      or (new.id, new.kind, new.subject_id, new.version, new.moment, new.commitment, new.redacts)
        is distinct from (old.id, old.kind, old.subject_id, old.version, old.moment, old.commitment, old.redacts)
      or (old.position is not null and new.position is distinct from old.position)
      or (new.payload is not null and (new.payload, new.salt) is distinct from (old.payload, old.salt))
      or (new.payload is null and old.payload is not null
        and not exists (select from ledger.entry e where e.id = coalesce(old.redacts, old.id) and e.kind = 'analysis')
        and not exists (select from ledger.entry later where later.redacts = coalesce(old.redacts, old.id)
          and later.id > old.id and later.payload is not null)) then
    raise exception 'an entry of the ledger cannot be changed';
  end if;
  return new;
end $$;
