-- A review settles when the decision is looked at again: without a new day there is none, and the day of before is not late for ever.
create or replace view decisions.v_standing as
select d.id as decision_id, v.number as version, v.published_at,
  case when e.final is not null then e.final when l.kind = 'reopened' or l.content->>'result' = 'reopened' then 'reopened'
    when l.content->>'result' = 'to-be-changed' then 'to-be-changed' else 'in-force' end as standing,
  case when e.final is null then (case when r.content is null then v.content->>'reviewDate'
    else r.content->>'nextReviewDate' end)::date end as review_on,
  greatest(v.published_at, l.happened_at) as settled_at
from decisions.decision d
join decisions.version v on v.decision_id = d.id and v.state = 'published'
left join lateral (select h.kind as final from decisions.happening h
  where h.decision_id = d.id and h.kind in ('replaced', 'withdrawn') order by h.id desc limit 1) e on true
left join lateral (select h.kind, h.content, h.happened_at from decisions.happening h
  where h.decision_id = d.id and h.kind in ('reviewed', 'reopened') and h.happened_at >= v.published_at
  order by h.id desc limit 1) l on true
left join lateral (select h.content from decisions.happening h
  where h.decision_id = d.id and h.kind = 'reviewed' and h.happened_at >= v.published_at
  order by h.id desc limit 1) r on true;
