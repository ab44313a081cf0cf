-- Where a goal must be reached: within this area, or everywhere that the challenge is about.
alter table challenges.goal add column area_code text;

create or replace view challenges.v_goal as
  select id, challenge_id, title, indicator_id, unit, baseline, baseline_date, target, target_date, direction, area_code
  from challenges.goal;
