-- What was said of a refused row or value is kept in both languages. What was kept before is English only.
alter table measurements.refused_row rename column message to message_en;
alter table measurements.refused_row add column message_nl text;
update measurements.refused_row set message_nl = message_en;
alter table measurements.refused_row alter column message_nl set not null;

create function pg_temp.in_both(reasons json) returns jsonb language sql as $$
  select coalesce(jsonb_agg(reason || jsonb_build_object('examples', (
    select coalesce(jsonb_agg(example || jsonb_build_object('message',
      jsonb_build_object('nl', example -> 'message', 'en', example -> 'message'))), '[]')
    from jsonb_array_elements(reason -> 'examples') as example))), '[]')
  from jsonb_array_elements(reasons::jsonb) as reason
$$;

update measurements.import set refused = json_build_object(
  'refused', pg_temp.in_both(coalesce(refused -> 'refused', '[]')),
  'remarks', pg_temp.in_both(coalesce(refused -> 'remarks', '[]')));

drop function pg_temp.in_both;
