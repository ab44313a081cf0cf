-- What was said of a refused row or value is kept in both languages. What was kept before is English only. Rows that are not kept any
-- longer are not written again first.
delete from measurements.refused_row r using measurements.import i
where i.id = r.import_id and i.created_at < now() - interval '90 days';
alter table measurements.refused_row rename column message to message_en;
alter table measurements.refused_row add column message_nl text;
update measurements.refused_row set message_nl = message_en;
alter table measurements.refused_row alter column message_nl set not null;

-- A text that was cut in the middle of a character ends with half of it: `json` took that, but nothing reads it.
create function pg_temp.well_formed(given json) returns jsonb language sql as $$
  select regexp_replace(given::text,
    '\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}|\\u0000', '\\ufffd', 'gi')::jsonb
$$;

create function pg_temp.in_both(reasons jsonb) returns jsonb language sql as $$
  select coalesce(jsonb_agg(reason || jsonb_build_object('examples', (
    select coalesce(jsonb_agg(example || jsonb_build_object('message',
      jsonb_build_object('nl', example -> 'message', 'en', example -> 'message'))), '[]')
    from jsonb_array_elements(reason -> 'examples') as example))), '[]')
  from jsonb_array_elements(reasons) as reason
$$;

update measurements.import i set refused = json_build_object(
  'refused', pg_temp.in_both(coalesce(given.reasons -> 'refused', '[]')),
  'remarks', pg_temp.in_both(coalesce(given.reasons -> 'remarks', '[]')))
from (select id, pg_temp.well_formed(refused) as reasons from measurements.import) as given
where given.id = i.id;

drop function pg_temp.in_both;
drop function pg_temp.well_formed;
