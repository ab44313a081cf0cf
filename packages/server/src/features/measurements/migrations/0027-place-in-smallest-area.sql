-- A station whose neighbourhood is not known lies in its municipality from now on: all are placed again.
insert into platform.outbox (kind, payload)
select 'areas.boundaries-changed', '{}' where exists (select from measurements.thing where place is not null and area_code is null);
