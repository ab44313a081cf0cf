-- Figures in which a smallest group can hold are computed again: in those that there are, a host with many sensors counted as many, and who lies
-- in a neighbourhood that lies in two districts could be worked out from them.
insert into indicators.due (indicator_id, start, stop)
select i.id, min(v.period_start), max(v.period_end)
from indicators.indicator i join indicators.value v on v.indicator_id = i.id
where coalesce(i.definition->>'what', 'property') = 'property' and i.definition->>'statistic' in ('mean', 'sum')
  and coalesce(i.definition->>'level', '') <> 'group'
  and exists (select from catalogue.v_dataset d where d.minimum_group > 1
    and (jsonb_array_length(coalesce(i.definition->'datasetIds', '[]')) = 0 or i.definition->'datasetIds' ? d.id::text))
group by i.id
on conflict do nothing;
