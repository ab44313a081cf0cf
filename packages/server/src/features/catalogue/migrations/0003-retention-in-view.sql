-- Who keeps measurements must know for how long: null keeps them without end.
create or replace view catalogue.v_dataset as
  select id, slug, title, owner_id, access, corrections, raw_days, hour_days from catalogue.dataset;
