-- A thing whose neighbourhood is not known lies in its district or municipality from now on.
update measurements.thing t set area_code = a.code
from (select thing.id, coalesce(
    (select min(v.code) from areas.v_area v where v.level = 'district' and ST_Covers(v.geometry, ST_PointOnSurface(thing.place))),
    (select min(v.code) from areas.v_area v where v.level = 'municipality' and ST_Covers(v.geometry, ST_PointOnSurface(thing.place)))
  ) as code
  from measurements.thing where thing.area_code is null and thing.place is not null) a
where t.id = a.id and a.code is not null;
