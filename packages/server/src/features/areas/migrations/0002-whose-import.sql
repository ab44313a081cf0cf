-- For which organisations an import was done: only who imports for one of them reads what it did. What was kept before cannot be read.
alter table areas.import add column organisation_ids uuid[] not null default '{}';
