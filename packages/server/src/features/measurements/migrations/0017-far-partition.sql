-- Months of 2040 and later go together in one partition: times so far away are mistakes, of which a thousand would need as many tables.
do $$
declare
  part record;
begin
  for part in
    select c.relname as name from pg_inherits h join pg_class c on c.oid = h.inhrelid
    where h.inhparent = 'measurements.observation'::regclass and c.relname ~ '^observation_(20[4-9]|21[0-9])[0-9]_[0-9]{2}$'
    order by 1
  loop
    if to_regclass('measurements.observation_from_2040') is null then
      create table measurements.observation_from_2040 (like measurements.observation including all);
    end if;
    execute format('alter table measurements.observation detach partition measurements.%I', part.name);
    execute format('insert into measurements.observation_from_2040 select * from measurements.%I', part.name);
    execute format('drop table measurements.%I', part.name);
  end loop;
  if to_regclass('measurements.observation_from_2040') is not null then
    alter table measurements.observation attach partition measurements.observation_from_2040
      for values from ('2040-01-01T00:00:00Z') to ('2200-01-01T00:00:00Z');
  end if;
end
$$;
