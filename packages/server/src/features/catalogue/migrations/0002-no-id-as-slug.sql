-- An address by slug must never be mistaken for one by id.
update catalogue.dataset set slug = 'titel-' || slug where slug ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
alter table catalogue.dataset add constraint dataset_slug_is_no_id
  check (slug !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
