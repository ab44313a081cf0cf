-- What was said of a refused feature or row is kept in both languages, and its place counted from 1, as figures had it already. What was
-- kept before is English only. Rows that are not kept any longer are not written again first.
update areas.import set refused = '[]' where made_at < now() - interval '90 days' and refused <> '[]';

create function pg_temp.in_both(list jsonb, shift int) returns jsonb language sql as $$
  select coalesce(jsonb_agg(item || jsonb_build_object(
    'position', (item ->> 'position')::int + shift,
    'message', jsonb_build_object('nl', item -> 'message', 'en', item -> 'message'))), '[]')
  from jsonb_array_elements(list) as item
$$;

update areas.import i set
  refused = pg_temp.in_both(i.refused, case i.report ->> 'kind' when 'shapes' then 1 else 0 end),
  report = jsonb_set(i.report, '{refused}', (
    select coalesce(jsonb_agg(reason || jsonb_build_object(
      'title', jsonb_build_object('nl', reason -> 'reason', 'en', reason -> 'reason'),
      'examples', (select coalesce(jsonb_agg(example || jsonb_build_object('code', null::text)), '[]') from jsonb_array_elements(
        pg_temp.in_both(reason -> 'examples', case i.report ->> 'kind' when 'shapes' then 1 else 0 end)) as example))), '[]')
    from jsonb_array_elements(i.report -> 'refused') as reason));

drop function pg_temp.in_both;
