-- Who set limits, ruled on values, or made and accepted a calibration, when that was a person: by this their name is found when they leave.
alter table measurements.quality_limits add column changed_by_person uuid;
create index quality_limits_person on measurements.quality_limits (changed_by_person) where changed_by_person is not null;

alter table measurements.quality_ruling add column made_by_person uuid, add column withdrawn_by_person uuid;
create index quality_ruling_maker on measurements.quality_ruling (made_by_person) where made_by_person is not null;
create index quality_ruling_withdrawer on measurements.quality_ruling (withdrawn_by_person)
  where withdrawn_by_person is not null;

alter table measurements.calibration add column made_by_person uuid, add column accepted_by_person uuid;
create index calibration_maker on measurements.calibration (made_by_person) where made_by_person is not null;
create index calibration_accepter on measurements.calibration (accepted_by_person) where accepted_by_person is not null;
