-- Who reads measurements must know what a dataset is and how precisely it is published. `kind` is what its owner says; `access` says
-- 'open' only of what everybody may read as it is. Levels grow from precise to coarse: of places exact, 100 m, 500 m, area; of times
-- raw, hour, day.
create or replace view catalogue.v_dataset as
  select id, slug, title, owner_id,
    case when access = 'open'
        and (place <> 'exact' or time <> 'raw' or delay_minutes > 0 or minimum_group > 1) then 'restricted'
      else access end as access,
    corrections, raw_days, hour_days,
    (place = 'exact' and time = 'raw' and delay_minutes = 0 and minimum_group <= 1) as is_exact,
    access as kind,
    array_position('{exact,100m,500m,area}', place) - 1 as place_level,
    array_position('{raw,hour,day}', time) - 1 as time_level,
    delay_minutes, minimum_group
  from catalogue.dataset;
