-- Who decides in place of the holder, and when. Without days nobody does.
alter table parties.mandate
  add column deputy_person_id uuid references parties.person on delete set null,
  add column deputy_since date,
  add column deputy_until date check (deputy_until >= deputy_since);
create index mandate_deputy on parties.mandate (deputy_person_id) where deputy_person_id is not null;
