-- A change is looked for only when the time of another look has come, or figures from before the last one changed (`earliest`).
alter table indicators.watching add column earliest timestamptz;
create table indicators.looked (
  indicator_id uuid primary key references indicators.indicator on delete cascade,
  version int not null,
  look int not null
);

-- The list by what changed last is by this column itself, to the millisecond that addresses of pages have.
drop index indicators.signal_changed;
alter table indicators.signal alter column changed_at type timestamptz(3);
create index signal_changed on indicators.signal (changed_at desc, id desc);
