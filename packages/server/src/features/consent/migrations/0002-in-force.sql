-- What is consented to now, as readers of data compare it: in one row, so that looking it up costs one look in an index. It follows
-- from the newest record, by the trigger below. `purpose` is as agreements have it (of a challenge only its id); levels grow from precise
-- to coarse: of places exact, 100 m, 500 m, area; of times raw, hour, day. Compare `until` with the moment of the question.
create table consent.in_force (
  dataset_id uuid not null,
  purpose text not null,
  person_id uuid not null,
  choice_id uuid not null unique references consent.choice,
  place_level smallint not null,
  time_level smallint not null,
  in_groups boolean not null,
  -- The organisations that the notice named, besides its owner.
  recipients uuid[] not null,
  until timestamptz,
  primary key (person_id, dataset_id, purpose)
);

create function consent.purpose_key(purpose text) returns text language sql immutable parallel safe as $$
  select coalesce(substring(purpose from '/challenges/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$'), purpose)
$$;

create function consent.recipients_of(notice uuid, number int) returns uuid[] language sql stable as $$
  select coalesce((select array_agg(r::uuid) from consent.version v,
    jsonb_array_elements_text(v.content->'offer'->'recipientIds') r where v.notice_id = notice and v.number = $2), '{}')
$$;

create function consent.follow_record() returns trigger language plpgsql as $$
begin
  delete from consent.in_force where choice_id = new.choice_id;
  if new.status in ('ConsentGiven', 'RenewedConsentGiven') then
    insert into consent.in_force
    select n.dataset_id, consent.purpose_key(n.purpose), c.person_id, c.id, array_position('{exact,100m,500m,area}', new.place) - 1,
      array_position('{raw,hour,day}', new.time) - 1, new.in_groups, consent.recipients_of(n.id, new.notice_version), new.until
    from consent.choice c join consent.notice n on n.id = c.notice_id where c.id = new.choice_id;
  end if;
  return new;
end $$;
create trigger record_in_force after insert on consent.record for each row execute function consent.follow_record();

insert into consent.in_force
select n.dataset_id, consent.purpose_key(n.purpose), c.person_id, c.id, array_position('{exact,100m,500m,area}', r.place) - 1,
  array_position('{raw,hour,day}', r.time) - 1, r.in_groups, consent.recipients_of(n.id, r.notice_version), r.until
from consent.choice c
join consent.notice n on n.id = c.notice_id
join consent.record r on r.choice_id = c.id and r.number = c.latest
where r.status in ('ConsentGiven', 'RenewedConsentGiven');

create view consent.v_in_force as
  select dataset_id, purpose, person_id, place_level, time_level, in_groups, recipients, until from consent.in_force;
