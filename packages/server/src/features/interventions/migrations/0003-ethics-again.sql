-- The ethics and privacy check as it was answered again after the plan was registered: beside the sealed one, which stays.
create table interventions.ethics_check (
  intervention_id uuid not null references interventions.intervention,
  number int not null check (number > 1),
  body jsonb not null,
  reason text not null,
  recorded_at timestamptz not null,
  primary key (intervention_id, number)
);
create trigger ethics_check_frozen before update or delete on interventions.ethics_check
  for each row execute function interventions.refuse_any_change();
