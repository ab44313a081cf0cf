-- An address by slug must never be mistaken for one by id.
update challenges.challenge set slug = 'titel-' || slug where slug ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
alter table challenges.challenge add constraint challenge_slug_is_no_id
  check (slug !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
