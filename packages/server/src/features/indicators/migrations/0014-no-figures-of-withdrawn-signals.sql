-- That a signal was withdrawn stays to be read; what the figures were is forgotten, as they are not there any more.
update indicators.signal set opened_value = null, peak_at = null, peak_value = null, evidence = evidence - 'change' - 'goal'
where withdrawn_at is not null;
-- Figures about groups are computed again: who hosts sensors in several areas, or in several datasets, counted as one in each figure, so that
-- subtracting the figures of parts from that of the whole left what they measured.
insert into indicators.due (indicator_id, start, stop)
select i.id, min(v.period_start), max(v.period_end)
from indicators.indicator i join indicators.value v on v.indicator_id = i.id
where coalesce(i.definition->>'what', 'property') = 'property' and i.definition->>'statistic' in ('mean', 'sum')
  and coalesce(i.definition->>'level', '') <> 'group'
  and exists (select from catalogue.v_dataset d where d.minimum_group > 1
    and (jsonb_array_length(coalesce(i.definition->'datasetIds', '[]')) = 0 or i.definition->'datasetIds' ? d.id::text))
group by i.id
on conflict do nothing;
