-- Which fields of the data a permission gives: result, location, details; empty: all. Permissions that named fields before gave nothing,
-- and still do: they have no level.
alter table agreements.reading add column fields text[] not null default '{}';
