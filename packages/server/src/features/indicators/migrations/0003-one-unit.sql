-- Series of which the unit cannot be converted to that of the indicator: they do not count, and readers are told how many.
alter table indicators.indicator add column left_out_series int not null default 0;

-- A share above a norm is in percent, so its definition did not say in which unit the norm is: that of most series.
update indicators.indicator i set definition = i.definition || jsonb_build_object('normUnit',
  case when i.definition ->> 'statistic' = 'share-above' then (
    select nullif(d.unit_symbol, '') from measurements.v_datastream d
    where i.definition ->> 'property' in (d.property_name, d.property_definition)
    group by 1 order by count(*) desc, 1 limit 1) end);
