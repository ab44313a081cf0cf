-- What the authors of an indicator answer to a finding of its steering check. The finding itself is computed, and cannot be changed.
create table indicators.steering_answer (
  indicator_id uuid not null references indicators.indicator on delete cascade,
  respect text not null,
  finding text not null,
  text text not null,
  answered_at timestamptz not null,
  primary key (indicator_id, respect, finding)
);
