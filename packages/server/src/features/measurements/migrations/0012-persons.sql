-- Who delivered or closed something, when that was a person: by this their name is found when they leave, and nobody else's.
alter table measurements.import add column created_by_person uuid;
create index import_person on measurements.import (created_by_person) where created_by_person is not null;

alter table measurements.dead_letter add column sender_person uuid, add column closed_by_person uuid;
create index dead_letter_sender on measurements.dead_letter (sender_person) where sender_person is not null;
create index dead_letter_closer on measurements.dead_letter (closed_by_person) where closed_by_person is not null;
