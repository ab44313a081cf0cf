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

-- Whether someone may read a dataset as it is by what is in force at this moment: see granted.ts. A function, so that a statement that
-- reads is planned without looking into agreements, and asks only about a dataset that is not open to the reader anyway.
-- `places` are roles in organisations, as "organisation role"; `asked` is the purpose, null when none was said.
create function agreements.is_granted(
  dataset uuid, organisations uuid[], places text[], asked text, moment timestamptz
) returns boolean language plpgsql stable cost 1000 as $$
begin
  return exists (
    select from agreements.reading r
    -- Looked up for the few rules about the dataset, however many agreements there are.
    cross join lateral (select f.starts_at, f.ends_at from agreements.v_agreement_in_force f
      where f.agreement_id = r.agreement_id and f.version = r.version offset 0) f
    where r.dataset_id = dataset and r.organisation_id = any(organisations)
      and f.starts_at <= moment and (f.ends_at is null or f.ends_at > moment)
      and (r.from_at is null or r.from_at <= moment) and (r.until_at is null or r.until_at > moment)
      and (r.roles = '{}' or exists (select from unnest(r.roles) role where r.organisation_id || ' ' || role = any(places)))
    group by r.organisation_id
    having bool_or(r.is_whole and (r.purposes = '{}' or asked = any(r.purposes))
        -- Who owns the dataset now has accepted the version: only they can have given it.
        and exists (select from agreements.version_party giver
          join catalogue.v_dataset d on d.owner_id = giver.organisation_id
          where giver.agreement_id = r.agreement_id and giver.version = r.version and giver.gives and d.id = dataset)
        -- No duty of the permission should have been done by now, by that organisation.
        and not exists (select from agreements.task t
          where t.agreement_id = r.agreement_id and t.version = r.version and t.duty_id = any(r.duty_ids)
            and t.organisation_id = r.organisation_id and t.done_at is null and t.before <= moment))
      and not bool_or(not r.permits and (r.purposes = '{}' or asked is null or asked = any(r.purposes))));
end $$;
