-- How precisely a permission gives, and what of the dataset. Levels grow from precise to coarse, as in catalogue.v_dataset. A permission
-- that asks for something else than these gives nothing: it has no level.
alter table agreements.reading
  add column place_level smallint,
  add column time_level smallint,
  add column delay_minutes int not null default 0,
  add column minimum_group int not null default 1,
  -- Names of observed properties and codes of areas; empty: all.
  add column properties text[] not null default '{}',
  add column areas text[] not null default '{}';
alter table agreements.reading disable trigger reading_frozen;
update agreements.reading set place_level = 0, time_level = 0 where is_whole;
alter table agreements.reading enable trigger reading_frozen;

-- What someone may read of a dataset, and how precisely, by what is in force at this moment: a row for each permission that holds; see
-- granted.ts. `places` are roles in organisations, as "organisation role"; `asked` is the purpose, null when none was said.
create function agreements.granted(
  dataset uuid, organisations uuid[], places text[], asked text, moment timestamptz
) returns setof agreements.reading language plpgsql stable rows 1 cost 1000 as $$
begin
  return query
    with found as materialized (
      select r from agreements.reading r
      -- Looked up for the few rules about the dataset, however many agreements there are.
      cross join lateral (select f.starts_at, f.ends_at from agreements.v_agreement_in_force f
        where f.agreement_id = r.agreement_id and f.version = r.version offset 0) f
      where r.dataset_id = dataset and r.organisation_id = any(organisations)
        and f.starts_at <= moment and (f.ends_at is null or f.ends_at > moment)
        and (r.from_at is null or r.from_at <= moment) and (r.until_at is null or r.until_at > moment)
        and (r.roles = '{}' or exists (select from unnest(r.roles) role where r.organisation_id || ' ' || role = any(places))))
    select (f.r).* from found f
    where (f.r).permits and (f.r).place_level is not null
      and ((f.r).purposes = '{}' or asked = any((f.r).purposes))
      -- Who owns the dataset now has accepted the version: only they can have given it.
      and exists (select from agreements.version_party giver
        join catalogue.v_dataset d on d.owner_id = giver.organisation_id
        where giver.agreement_id = (f.r).agreement_id and giver.version = (f.r).version and giver.gives and d.id = dataset)
      -- No duty of the permission should have been done by now, by that organisation.
      and not exists (select from agreements.task t
        where t.agreement_id = (f.r).agreement_id and t.version = (f.r).version and t.duty_id = any((f.r).duty_ids)
          and t.organisation_id = (f.r).organisation_id and t.done_at is null and t.before <= moment)
      and not exists (select from found p
        where (p.r).organisation_id = (f.r).organisation_id and not (p.r).permits
          and ((p.r).purposes = '{}' or asked is null or asked = any((p.r).purposes)));
end $$;

-- Whether they may read the dataset as it is.
create or replace function agreements.is_granted(
  dataset uuid, organisations uuid[], places text[], asked text, moment timestamptz
) returns boolean language plpgsql stable cost 1000 as $$
begin
  return exists (select from agreements.granted(dataset, organisations, places, asked, moment) g where g.is_whole);
end $$;
