-- A corrected decision frees the signals that it no longer names.
create index signal_decision on indicators.signal (decision_id) where decision_id is not null;
