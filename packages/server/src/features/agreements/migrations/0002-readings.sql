-- Who may read what by which rule, and who may not: a row for each dataset and organisation that an accepted permission or prohibition of
-- reading names. It follows from the text of the version, which is frozen; that it is in force is seen in v_agreement_in_force.
create table agreements.reading (
  agreement_id uuid not null,
  version int not null,
  rule_id text not null,
  dataset_id uuid not null,
  organisation_id uuid not null,
  permits boolean not null,
  -- The dataset is given as it is: nothing coarser or left out.
  is_whole boolean not null,
  -- Empty: any role of theirs, any purpose. A purpose is the id of a challenge or a term of DPV.
  roles text[] not null,
  purposes text[] not null,
  -- Conditions of the permission.
  duty_ids text[] not null,
  -- Of the rule within the version; until is not included.
  from_at timestamptz,
  until_at timestamptz,
  primary key (dataset_id, organisation_id, agreement_id, version, rule_id),
  foreign key (agreement_id, version) references agreements.version
);
create function agreements.refuse_reading_change() returns trigger language plpgsql as $$
begin
  raise exception 'what an accepted version of an agreement says of reading cannot be changed';
end $$;
create trigger reading_frozen before update or delete on agreements.reading
  for each row execute function agreements.refuse_reading_change();
