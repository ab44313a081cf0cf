-- What is hidden because others can be recognised by it does not stay: six weeks (as long as one can object to a decision of the government, Awb
-- 6:7) after the judgement the text goes, unless its writer waits for another look. The judgement stays. The slice of the text erases it.
create view moderation.v_erasable as
  select j.kind, j.target_id as id, j.judged_at + interval '42 days' as erase_after
  from moderation.judgement j
  where j.superseded_at is null and j.verdict = 'hidden' and j.rule = 'privacy'
    and (j.review_asked_at is null or exists (select from moderation.judgement a where a.answers_id = j.id));
