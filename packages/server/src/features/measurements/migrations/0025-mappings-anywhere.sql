-- A mapping with a position and without `within` used to take stations anywhere; now that means the Netherlands. What was stored keeps
-- what it meant.
update measurements.import_mapping set mapping = (
  select json_object_agg(key, case key
      when 'position' then (select json_object_agg(key, value) from (
        select key, value from json_each(mapping -> 'position')
        union all select 'within', '[-180,-90,180,90]') as field (key, value))
      else value end)
  from json_each(mapping))
where mapping -> 'position' is not null and mapping #> '{position,within}' is null;
