-- The middle of the square of the grid of RD New (EPSG:28992) in which a shape lies, or of a grid of about that size outside the
-- Netherlands. The same square always gives the same point, so that nobody comes closer by asking more often.
create function measurements.snap(shape geometry, metres int) returns geometry
language plpgsql immutable strict parallel safe cost 200 as $$
declare
  point geometry := ST_PointOnSurface(shape);
  x float8 := ST_X(point);
  y float8 := ST_Y(point);
  step float8;
begin
  if x is null or y is null then
    return null;
  end if;
  if x between 2.5 and 8 and y between 50 and 54.5 then
    point := ST_Transform(ST_SetSRID(point, 4326), 28992);
    point := ST_MakePoint((floor(ST_X(point) / metres) + 0.5) * metres, (floor(ST_Y(point) / metres) + 0.5) * metres);
    point := ST_Transform(ST_SetSRID(point, 28992), 4326);
    -- Seven decimals are a centimetre: the same on every machine.
    return ST_SetSRID(ST_MakePoint(round(ST_X(point)::numeric, 7)::float8, round(ST_Y(point)::numeric, 7)::float8), 4326);
  end if;
  step := metres / 111320.0;
  y := (floor(y / step) + 0.5) * step;
  step := step / greatest(cos(radians(y)), 0.001);
  x := (floor(x / step) + 0.5) * step;
  return ST_SetSRID(ST_MakePoint(round(x::numeric, 7)::float8, round(y::numeric, 7)::float8), 4326);
end $$;

-- Places at every precision, and the smallest area in which each lies (`placeThings`). `area_point` stands for the whole of `area_code`.
-- `host_id` is the person whose sensor it is: of a personal dataset it decides who sees it.
alter table measurements.thing
  add column place_100m geometry(Point, 4326) generated always as (measurements.snap(place, 100)) stored,
  add column place_500m geometry(Point, 4326) generated always as (measurements.snap(place, 500)) stored,
  add column area_100m text,
  add column area_500m text,
  add column area_point geometry(Point, 4326),
  add column host_id uuid;
create index thing_host_person on measurements.thing (host_id) where host_id is not null;

update measurements.thing t set area_100m = a.near, area_500m = a.around, area_point = a.point
from (
  select thing.id,
    (select min(v.code) from areas.v_area v where v.level = 'neighbourhood' and ST_Covers(v.geometry, thing.place_100m)) as near,
    (select min(v.code) from areas.v_area v where v.level = 'neighbourhood' and ST_Covers(v.geometry, thing.place_500m)) as around,
    (select ST_PointOnSurface(v.geometry) from areas.v_area v where v.code = thing.area_code) as point
  from measurements.thing where thing.place is not null) a
where t.id = a.id;

-- By which a datastream is found in datastream_state: its own id, or null where what follows from its observations is not shown.
alter table measurements.datastream add column state_id int generated always as (id) stored;

-- Details of an observation without what its sender added, which can say where it was.
create function measurements.plain_detail(detail json) returns json
language sql immutable strict parallel safe as $$
  select nullif(detail::jsonb - 'parameters' - 'featureOfInterest', '{}')::json
$$;

-- The latest value of a datastream of which not all is shown: of single values the last that ended by then; of hours (level 1) and days
-- (level 2) the mean of the last that was over by then, because one that still runs would tell of each value that comes in.
create function measurements.latest_shown(asked_id int, level int, moment timestamptz)
  returns table (start timestamptz, stop timestamptz, number float8, judged smallint)
language plpgsql stable rows 1 as $$
begin
  if level = 0 then
    return query select o.phenomenon_start, o.phenomenon_end, o.result_number, o.quality
      from measurements.observation o
      where o.datastream_id = asked_id and o.phenomenon_start <= moment and coalesce(o.phenomenon_end, o.phenomenon_start) <= moment
      order by o.phenomenon_start desc limit 1;
  elsif level = 1 then
    return query select h.start, h.start + interval '1 hour', h.sum / h.usable, null::smallint
      from measurements.usable_hour h
      where h.datastream_id = asked_id and h.start <= moment - interval '1 hour' and h.usable > 0
      order by h.start desc limit 1;
  else
    return query select d.start, measurements.end_of_day(d.start), d.sum / d.usable, null::smallint
      from measurements.usable_day d
      where d.datastream_id = asked_id and measurements.end_of_day(d.start) <= moment and d.usable > 0
      order by d.start desc limit 1;
  end if;
end $$;

-- When the Dutch day ends that begins at this moment.
create function measurements.end_of_day(start timestamptz) returns timestamptz
language sql stable parallel safe as $$
  select (start at time zone 'Europe/Amsterdam' + interval '1 day') at time zone 'Europe/Amsterdam'
$$;
