-- What of an indicator has to be computed: whole periods from `start` to before `stop`. `marks` counts how often that was said, so
-- that what came in while it was being computed is not forgotten. No foreign key: marking would wait for who computes.
create table indicators.due (
  indicator_id uuid not null,
  start timestamptz not null,
  stop timestamptz not null,
  marks int not null default 1,
  first_marked_at timestamptz not null default clock_timestamp(),
  marked_at timestamptz not null default clock_timestamp(),
  failures int not null default 0,
  next_try_at timestamptz,
  primary key (indicator_id, start, stop)
);
