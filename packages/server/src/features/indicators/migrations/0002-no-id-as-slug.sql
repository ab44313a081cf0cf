-- An address by slug must never be mistaken for one by id.
update indicators.indicator set slug = 'titel-' || slug where slug ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
alter table indicators.indicator add constraint indicator_slug_is_no_id
  check (slug !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
