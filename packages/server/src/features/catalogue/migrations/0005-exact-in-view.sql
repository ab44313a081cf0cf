-- Who is let in by an agreement gets a dataset as it is, which only one can be that is not to be made coarser.
create or replace view catalogue.v_dataset as
  select id, slug, title, owner_id,
    case when access = 'open'
        and (place <> 'exact' or time <> 'raw' or delay_minutes > 0 or minimum_group > 1) then 'restricted'
      else access end as access,
    corrections, raw_days, hour_days,
    (place = 'exact' and time = 'raw' and delay_minutes = 0 and minimum_group <= 1) as is_exact
  from catalogue.dataset;
