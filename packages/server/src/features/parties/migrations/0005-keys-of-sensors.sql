-- The thing of which a key may write observations, and nothing else (no foreign key across schemas); null for other tokens.
alter table parties.token add column thing_id bigint;
create index token_thing on parties.token (thing_id) where thing_id is not null;
