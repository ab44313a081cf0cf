-- Where a thing was until it was put elsewhere. For other slices, of open datasets with exact places alone: where it left, measuring was interrupted as well.
create view measurements.v_left_place as
select h.thing_id, h.time as moved_at, l.geometry as place
from measurements.historical_location h
cross join lateral (
  select e.id from measurements.historical_location e
  where e.thing_id = h.thing_id and (e.time, e.id) < (h.time, h.id) order by e.time desc, e.id desc limit 1) before
join measurements.historical_location_location ll on ll.historical_location_id = before.id
join measurements.location l on l.id = ll.location_id and l.geometry is not null;
