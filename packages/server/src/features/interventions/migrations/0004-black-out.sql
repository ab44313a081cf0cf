-- What is frozen stays as it is, but for personal data that the ledger blacks out: it says so for one transaction. Whoever else
-- says so changes what the ledger has, and verification names that.
drop trigger plan_frozen on interventions.plan;
create trigger plan_frozen before update or delete on interventions.plan for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function interventions.refuse_any_change();
drop trigger deviation_frozen on interventions.deviation;
create trigger deviation_frozen before update or delete on interventions.deviation for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function interventions.refuse_any_change();
drop trigger cost_frozen on interventions.cost;
create trigger cost_frozen before update or delete on interventions.cost for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function interventions.refuse_any_change();
drop trigger intervention_kept on interventions.intervention;
create trigger intervention_kept before update or delete on interventions.intervention for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function interventions.refuse_rewriting();
drop trigger ethics_check_frozen on interventions.ethics_check;
create trigger ethics_check_frozen before update or delete on interventions.ethics_check for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function interventions.refuse_any_change();
