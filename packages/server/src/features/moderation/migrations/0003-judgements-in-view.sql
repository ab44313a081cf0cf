-- Judgements that hid a text, or showed again one that was hidden: what of them others may read.
create view moderation.v_turn as
select j.id, j.kind, j.target_id, j.verdict, j.judged_at
from (select *, lag(verdict) over (partition by kind, target_id order by judged_at, superseded_at nulls last) as before
  from moderation.judgement) j
where j.verdict = 'hidden' or j.before = 'hidden';
