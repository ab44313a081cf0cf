-- As long as nothing makes measurements less precise, a dataset that promises so shows them to nobody but its owner.
create or replace view catalogue.v_dataset as
  select id, slug, title, owner_id,
    case when access = 'open'
        and (place <> 'exact' or time <> 'raw' or delay_minutes > 0 or minimum_group > 1) then 'restricted'
      else access end as access,
    corrections, raw_days, hour_days
  from catalogue.dataset;
