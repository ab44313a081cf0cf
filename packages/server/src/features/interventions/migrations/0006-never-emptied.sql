-- Nor at once: `truncate` does not call the triggers of rows.
create function interventions.refuse_emptying() returns trigger language plpgsql as $$
begin
  raise exception '% cannot be emptied', tg_relid::regclass;
end $$;
create trigger intervention_never_emptied before truncate on interventions.intervention execute function interventions.refuse_emptying();
create trigger plan_never_emptied before truncate on interventions.plan execute function interventions.refuse_emptying();
create trigger deviation_never_emptied before truncate on interventions.deviation execute function interventions.refuse_emptying();
create trigger cost_never_emptied before truncate on interventions.cost execute function interventions.refuse_emptying();
create trigger ethics_check_never_emptied before truncate on interventions.ethics_check execute function interventions.refuse_emptying();
