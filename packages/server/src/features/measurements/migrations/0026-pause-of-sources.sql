-- While it is true, nothing is taken of what the source sends, and its broker is not read.
alter table measurements.inbound_source add column paused boolean not null default false;
