create schema areas;

-- Raised by every change of an area: what readers have cached is known by it.
create sequence areas.revision;

create table areas.area (
  code text primary key,
  level text not null check (level in ('municipality', 'district', 'neighbourhood')),
  name text not null,
  -- The name in lower case without accents, as people type it.
  search_name text not null,
  parent_code text,
  municipality_code text,
  label_point geometry(Point, 4326) not null,
  geometry geometry(MultiPolygon, 4326) not null,
  -- For maps, in degrees: about 100, 30 and 10 metres.
  shape geometry(Geometry, 4326) not null generated always as (
    ST_SimplifyPreserveTopology(geometry,
      case level when 'municipality' then 0.001 when 'district' then 0.0003 else 0.0001 end)) stored,
  revision bigint not null default nextval('areas.revision')
);
create index area_geometry on areas.area using gist (geometry);
create index area_parent on areas.area (parent_code);
create index area_name on areas.area (level, search_name, code);

create table areas.measure (
  key text primary key,
  title text not null,
  unit text not null
);

create table areas.statistic (
  area_code text not null references areas.area (code) on delete cascade,
  measure text not null references areas.measure (key),
  year smallint not null,
  value double precision,
  -- Why there is no value.
  reason text check (reason in ('suppressed', 'empty')),
  -- The publication it comes from, such as a StatLine table.
  edition text not null,
  primary key (area_code, measure, year),
  check ((value is null) = (reason is not null))
);
create index statistic_measure on areas.statistic (measure, year);

-- What each import did, and which rows it refused.
create table areas.import (
  id uuid primary key default gen_random_uuid(),
  made_at timestamptz not null,
  report jsonb not null,
  refused jsonb not null
);

create view areas.v_area as
  select code, level, name, parent_code, municipality_code, geometry from areas.area;

create view areas.v_measure as
  select key as measure, title, unit from areas.measure;

create view areas.v_statistic as
  select area_code, year, measure, value from areas.statistic;
