-- What a client can compute in a query, without an error: what cannot be computed has no value. An error that depends on the
-- rows would tell about rows that the client may not read. PL/pgSQL, because a function in SQL is written out in the
-- statement with its arguments as often as it uses them, and nested ones would double the statement at every level.

-- Beyond this a double has no room left for a result.
create function measurements.add_numbers(a float8, b float8) returns float8
language plpgsql immutable strict parallel safe cost 2 as $$
begin
  return case when abs(a) < 8e307 and abs(b) < 8e307 then a + b end;
end $$;

create function measurements.multiply_numbers(a float8, b float8) returns float8
language plpgsql immutable strict parallel safe cost 2 as $$
begin
  if a = 0 or b = 0 then return 0; end if;
  if abs(a) > 1 and abs(b) > 1 then
    return case when abs(a) < 8e307 / abs(b) then a * b end;
  end if;
  if abs(a) < 1 and abs(b) < 1 then
    return case when abs(a) > 1e-307 / abs(b) then a * b else 0 end;
  end if;
  return a * b;
end $$;

create function measurements.divide_numbers(a float8, b float8) returns float8
language plpgsql immutable strict parallel safe cost 2 as $$
begin
  if b = 0 then return null; end if;
  if a = 0 then return 0; end if;
  if abs(b) < 1 then
    return case when abs(a) < 8e307 * abs(b) then a / b end;
  end if;
  return case when abs(a) > 1e-307 * abs(b) then a / b else 0 end;
end $$;

create function measurements.remainder(a float8, b float8) returns float8
language plpgsql immutable strict parallel safe cost 2 as $$
declare
  rest numeric;
begin
  if b = 0 then return null; end if;
  rest := mod(a::numeric, b::numeric);
  return case when abs(rest) < 1e-307 then 0 else rest::float8 end;
end $$;

-- Moments and lengths of time. These catch errors, which needs a subtransaction, so they do not run in parallel.
create function measurements.shift_instant(at timestamptz, by interval) returns timestamptz
language plpgsql immutable strict cost 10 as $$
begin
  -- In UTC, so that a day has 24 hours whatever the zone of the session.
  return (at at time zone 'UTC' + by) at time zone 'UTC';
exception when data_exception then return null;
end $$;

create function measurements.shift_date(at date, by interval) returns date
language plpgsql immutable strict cost 10 as $$
begin
  return (at + by)::date;
exception when data_exception then return null;
end $$;

create function measurements.add_durations(a interval, b interval) returns interval
language plpgsql immutable strict cost 10 as $$
begin
  return a + b;
exception when data_exception then return null;
end $$;

create function measurements.multiply_duration(a interval, b float8) returns interval
language plpgsql immutable strict cost 10 as $$
begin
  return a * b;
exception when data_exception then return null;
end $$;

create function measurements.divide_duration(a interval, b float8) returns interval
language plpgsql immutable strict cost 10 as $$
begin
  return case when b <> 0 then a / b end;
exception when data_exception then return null;
end $$;

create function measurements.difference(a timestamptz, b timestamptz) returns interval
language plpgsql immutable strict cost 10 as $$
begin
  return a - b;
exception when data_exception then return null;
end $$;

-- How two geometries relate; no answer when it cannot be computed, as for a collection or a border that crosses itself.
create function measurements.relates(relation text, a geometry, b geometry) returns boolean
language plpgsql immutable strict cost 1000 as $$
begin
  return case relation
    when 'equals' then ST_Equals(a, b)
    when 'disjoint' then ST_Disjoint(a, b)
    when 'touches' then ST_Touches(a, b)
    when 'within' then ST_Within(a, b)
    when 'overlaps' then ST_Overlaps(a, b)
    when 'crosses' then ST_Crosses(a, b)
    when 'intersects' then ST_Intersects(a, b)
    when 'contains' then ST_Contains(a, b)
  end;
exception when others then return null;
end $$;

create function measurements.relates_as(a geometry, b geometry, pattern text) returns boolean
language plpgsql immutable strict cost 1000 as $$
begin
  return ST_Relate(a, b, pattern);
exception when others then return null;
end $$;

create function measurements.distance(a geometry, b geometry) returns float8
language plpgsql immutable strict cost 1000 as $$
begin
  return ST_Distance(a, b);
exception when others then return null;
end $$;

create function measurements.length(a geometry) returns float8
language plpgsql immutable strict cost 1000 as $$
begin
  return ST_Length(a);
exception when others then return null;
end $$;
