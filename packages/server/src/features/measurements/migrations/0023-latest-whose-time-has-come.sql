-- The last observation of a datastream that begins no later than a moment: the latest value where forecasts are stored too.
-- Called only for those, so that the latest values of all others are read from their states, and no partition is looked at.
create function measurements.latest_until(asked_id int, moment timestamptz)
  returns table (start timestamptz, stop timestamptz, number float8, judged smallint)
language plpgsql stable rows 1 as $$
begin
  return query select o.phenomenon_start, o.phenomenon_end, o.result_number, o.quality
    from measurements.observation o
    where o.datastream_id = asked_id and o.phenomenon_start <= moment
    order by o.phenomenon_start desc limit 1;
end $$;
