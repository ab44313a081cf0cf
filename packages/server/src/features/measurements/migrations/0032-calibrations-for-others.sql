-- From when on the values of a datastream are corrected by another calibration. For other slices: what was corrected otherwise is another measurement.
create view measurements.v_calibration as
select derived_id as datastream_id, source_id, valid_from from measurements.calibration where accepted_at is not null;
