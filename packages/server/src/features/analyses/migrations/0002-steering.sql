-- The steering check of a published version, as it was made then: one canonical JSON text (RFC 8785), and the SHA-256 of its UTF-8, which is in
-- the evidence too. Nobody can change it; it goes with answers of the version in which data was that a resident took back.
create table analyses.steering_check (
  analysis_id uuid not null,
  number int not null,
  -- Null once it was removed.
  body text,
  sha256 text not null,
  bytes int not null,
  removed_at timestamptz,
  primary key (analysis_id, number),
  foreign key (analysis_id, number) references analyses.version on delete cascade,
  check ((body is null) = (removed_at is not null))
);

create function analyses.refuse_check_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and analyses.is_taken_back_of_pupil(old.analysis_id) then return old; end if;
  if tg_op = 'DELETE' or new.body is not null
      or (new.analysis_id, new.number, new.sha256, new.bytes) is distinct from (old.analysis_id, old.number, old.sha256, old.bytes) then
    raise exception 'the steering check of a published analysis cannot be changed';
  end if;
  return new;
end $$;
create trigger steering_check_frozen before update or delete on analyses.steering_check
  for each row execute function analyses.refuse_check_change();

-- What the author of a version says to a finding of its steering check. The finding itself stays.
create table analyses.steering_answer (
  analysis_id uuid not null,
  number int not null,
  respect text not null,
  finding text not null,
  text text not null,
  answered_at timestamptz not null,
  primary key (analysis_id, number, respect, finding),
  foreign key (analysis_id, number) references analyses.version on delete cascade
);
