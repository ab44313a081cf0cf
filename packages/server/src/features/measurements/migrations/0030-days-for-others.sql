-- What other slices count with of a dataset that is published per day.
create view measurements.v_day as
select datastream_id, start, usable as count, sum, minimum as min, maximum as max
from measurements.usable_day where usable > 0;
