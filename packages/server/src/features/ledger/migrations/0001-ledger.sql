create schema ledger;

-- What was published, with the salted hash that stands for it in the log. Erasing takes text and salt away; the hash stays.
create table ledger.entry (
  -- The order in which it came; its place in the log comes when it is put there.
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('decision', 'agreement', 'registration', 'analysis', 'evaluation', 'withdrawal', 'keys')),
  subject_id uuid not null,
  version int not null check (version > 0),
  moment timestamptz not null,
  -- Canonical JSON (RFC 8785), and 32 random bytes. Null once they were erased.
  payload text,
  salt bytea check (length(salt) = 32),
  commitment bytea not null check (length(commitment) = 32),
  erased_at timestamptz,
  -- Index in the log, from 0; null while it waits.
  position bigint unique check (position >= 0),
  unique (kind, subject_id, version),
  check ((payload is null) = (salt is null)),
  check ((payload is null) = (erased_at is not null))
);
create index entry_waiting on ledger.entry (id) where position is null;

create function ledger.refuse_entry_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
      or (new.id, new.kind, new.subject_id, new.version, new.moment, new.commitment)
        is distinct from (old.id, old.kind, old.subject_id, old.version, old.moment, old.commitment)
      or (old.position is not null and new.position is distinct from old.position)
      or (new.payload is not null and (new.payload, new.salt) is distinct from (old.payload, old.salt)) then
    raise exception 'an entry of the ledger cannot be changed';
  end if;
  return new;
end $$;
create trigger entry_frozen before update or delete on ledger.entry
  for each row execute function ledger.refuse_entry_change();

-- The hashes of the tree (C2SP tlog-tiles): 32 bytes each, at most 256 in a tile, which grows at its end.
create table ledger.tile (
  level int not null check (level between 0 and 63),
  number bigint not null check (number >= 0),
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (level, number)
);

create function ledger.refuse_tile_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.level, new.number) <> (old.level, old.number)
      or substring(new.hashes from 1 for length(old.hashes)) <> old.hashes then
    raise exception 'a tile of the ledger can only grow';
  end if;
  return new;
end $$;
create trigger tile_grows before update or delete on ledger.tile
  for each row execute function ledger.refuse_tile_change();

-- Every checkpoint that was signed: a size is signed once.
create table ledger.checkpoint (
  size bigint primary key check (size > 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  signed_at timestamptz not null
);

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what the ledger signed cannot be changed';
end $$;
create trigger checkpoint_frozen before update or delete on ledger.checkpoint
  for each row execute function ledger.refuse_change();

-- One row, locked by who puts entries in the log: so that each index is given once. The origin is the name of the log for good.
create table ledger.tree (
  single boolean primary key default true check (single),
  size bigint not null check (size >= 0),
  origin text
);

-- Keys that sign, of the log itself and as a witness of other logs. The private half is encrypted.
create table ledger.key (
  id uuid primary key,
  number int generated always as identity,
  purpose text not null check (purpose in ('log', 'witness')),
  name text not null,
  public_key bytea not null check (length(public_key) = 32),
  sealed bytea not null,
  created_at timestamptz not null,
  -- The size of the log from which it signs; null while it waits to be entered, and for a witness.
  from_size bigint unique
);

-- Of which kinds everything was entered that had been published before there was a ledger.
create table ledger.filled (kind text primary key);

-- As a witness: the last checkpoint of each log that was cosigned, never an earlier one again.
create table ledger.witnessed (
  origin text primary key,
  size bigint not null check (size >= 0),
  root bytea,
  -- The checkpoint with the signature of its log and ours.
  note text,
  cosigned_at timestamptz
);

create function ledger.refuse_going_back() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.origin <> old.origin or new.size < old.size
      or (new.size = old.size and old.size > 0 and new.root <> old.root) then
    raise exception 'a witness does not go back';
  end if;
  return new;
end $$;
create trigger witnessed_grows before update or delete on ledger.witnessed
  for each row execute function ledger.refuse_going_back();

-- Who witnesses this log: how far each came, and when it is asked again.
create table ledger.witness (
  name text primary key,
  size bigint not null default 0,
  cosigned_at timestamptz,
  failures int not null default 0,
  next_try_at timestamptz,
  -- What went wrong the last time, in Dutch and English.
  problem jsonb
);

create table ledger.cosignature (
  size bigint not null references ledger.checkpoint,
  name text not null,
  line text not null,
  primary key (size, name)
);
