-- A digest is cut by the order in which things were heard, not by a clock: what is heard late is told in the next.
alter table notifications.reader add column told_until_id bigint not null default 0;
update notifications.reader r set told_until_id = coalesce(
  (select max(h.id) from notifications.happening h where h.happened_at <= r.told_until), 0);

-- One digest waits for a reader at most: when a period ends before it was sent, it is of both.
alter table notifications.digest drop constraint digest_person_id_until_key, add column until_id bigint;
delete from notifications.digest d where d.done_at is null
  and exists (select from notifications.digest o where o.person_id = d.person_id and o.done_at is null and o.until > d.until);
create unique index digest_of_reader on notifications.digest (person_id) where done_at is null;

-- `taken_until`: something is being sent to it. `made_by` is who made it.
alter table notifications.webhook
  add column taken_until timestamptz,
  add column last_taken_at timestamptz,
  add column made_by uuid,
  add column asked int not null default 0,
  add column asked_at timestamptz;
drop index notifications.delivery_due;
create index delivery_waiting on notifications.delivery (webhook_id, sequence) where state = 'waiting';
