-- When the text was erased, because moderators hid it for the sake of other people and the term to ask for another look is over. Its hashes stay.
alter table analyses.analysis add column erased_at timestamptz;

create or replace function analyses.refuse_change() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (tg_op = 'DELETE' or (new.*) is distinct from (old.*))
      and not (tg_op = 'DELETE' and analyses.is_taken_back_of_pupil(old.analysis_id))
      -- Words can go from one that is erased; what says that it was there cannot.
      and not (tg_op = 'UPDATE' and new.evidence = '' and new.changes = '' and new.content->>'title' = ''
        and (new.analysis_id, new.number, new.state, new.sha256, new.subjects, new.published_at)
          is not distinct from (old.analysis_id, old.number, old.state, old.sha256, old.subjects, old.published_at)
        and exists (select from analyses.analysis a where a.id = old.analysis_id and a.erased_at is not null)) then
    raise exception 'a published version of an analysis cannot be changed';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
