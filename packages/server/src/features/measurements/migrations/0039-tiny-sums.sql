-- A sum so small that a part of it would be no number any more is told as zero; it was an error that hid the whole series. So is one that
-- is nothing beside the values that it is of.
create or replace function measurements.sum_in_any_order(sum float8, largest float8) returns float8
language sql immutable parallel safe as $$
  select case
    when largest >= 1 and largest < 1e3 then round(sum * 1e9) / 1e9 + 0
    when largest >= 1e3 and largest < 1e6 then round(sum * 1e6) / 1e6 + 0
    when abs(sum) < 1e-290 or (largest >= 1e6 and abs(sum) < 1e-100) then 0
    when largest between 1e-200 and 1e200
      then round(sum * power(10::float8, 11 - floor(log(largest)))) / power(10::float8, 11 - floor(log(largest))) + 0
    else sum end
$$;
