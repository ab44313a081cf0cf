-- A figure is made of values in one unit: who makes it must know the unit of each series, not only how it is shown.
create or replace view measurements.v_datastream as
  select d.id, d.dataset_id, d.thing_id, d.name, p.name as property_name, p.definition as property_definition,
    coalesce(d.unit_of_measurement ->> 'symbol', '') as unit_symbol, t.area_code, t.place as location,
    coalesce(d.unit_of_measurement ->> 'definition', '') as unit_definition
  from measurements.datastream d
  join measurements.thing t on t.id = d.thing_id
  join measurements.observed_property p on p.id = d.observed_property_id;
