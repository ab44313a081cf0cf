-- Every permission and prohibition that is in force and is about reading, by dataset and organisation. `starts_at` and `ends_at` (not
-- included; null is without end) are those of the rule within its version. `is_whole`: the dataset is given as it is, nothing coarser or left
-- out. Of a prohibition of a part of a dataset the whole counts as forbidden. Empty roles and purposes: any.
create view agreements.v_reading as
select f.agreement_id, f.version, rule.permits, rule.content->>'id' as rule_id,
  about.dataset_id, party.id::uuid as organisation_id,
  array(select jsonb_array_elements_text(rule.content->'roles')) as roles,
  array(select jsonb_array_elements_text((rule.content->'challengeIds') || (rule.content->'purposes'))) as purposes,
  array(select duty->>'id' from jsonb_array_elements(rule.content->'duties') duty) as duty_ids,
  greatest(f.starts_at, (rule.content->>'from')::timestamptz) as starts_at,
  least(f.ends_at, (rule.content->>'until')::timestamptz) as ends_at,
  rule.permits and rule.content->'properties' = '[]' and rule.content->'areaCodes' = '[]' and rule.content->'fields' = '[]'
    and rule.content->'minimumGroup' = 'null' and rule.content->>'place' = 'exact' and rule.content->>'time' = 'raw'
    and (rule.content->>'delayMinutes')::int = 0 as is_whole
from agreements.v_agreement_in_force f
join agreements.version v on v.agreement_id = f.agreement_id and v.number = f.version
-- By its index: who asks about one dataset reads only the agreements that name it.
join agreements.version_dataset about on about.agreement_id = v.agreement_id and about.version = v.number
cross join lateral (
  select true as permits, each.content from jsonb_array_elements(v.content->'permissions') each (content)
  union all
  select false, each.content from jsonb_array_elements(v.content->'prohibitions') each (content)
) rule
cross join lateral jsonb_array_elements_text(rule.content->'organisationIds') party (id)
where rule.content->'actions' ?| array['read', 'use'] and rule.content->'datasetIds' ? about.dataset_id::text
  and (not rule.permits or exists (
    select from agreements.version_party giver join catalogue.v_dataset d on d.owner_id = giver.organisation_id
    where giver.agreement_id = f.agreement_id and giver.version = f.version and giver.gives and d.id = about.dataset_id));
