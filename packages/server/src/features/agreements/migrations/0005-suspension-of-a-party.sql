-- Who holds up which accepted version: a party stops the versions that it is a party to. One that has left with a newer version
-- holds up nothing any more, and one that comes back does so again.
create view agreements.v_suspension as
select p.agreement_id, p.version, s.organisation_id, s.since, p.starts_at, p.ends_at
from agreements.suspension s
join agreements.version_party o on o.agreement_id = s.agreement_id and o.organisation_id = s.organisation_id
join agreements.v_accepted_version p on p.agreement_id = o.agreement_id and p.version = o.version
where p.ends_at is null or p.starts_at < p.ends_at;

create or replace view agreements.v_agreement_in_force as
select p.agreement_id, a.slug, a.challenge_id, p.version, p.starts_at, p.ends_at
from agreements.v_accepted_version p
join agreements.agreement a on a.id = p.agreement_id
where (p.ends_at is null or p.starts_at < p.ends_at)
  and not exists (select from agreements.suspension s
    join agreements.version_party o on o.agreement_id = s.agreement_id and o.organisation_id = s.organisation_id
    where s.agreement_id = p.agreement_id and o.version = p.version);
