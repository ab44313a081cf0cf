-- When a thing was put elsewhere. For other slices: what was measured at another place is another measurement.
create view measurements.v_move as
select h.thing_id, h.time as moved_at from measurements.historical_location h
where exists (select from measurements.historical_location e where e.thing_id = h.thing_id and (e.time, e.id) < (h.time, h.id));
