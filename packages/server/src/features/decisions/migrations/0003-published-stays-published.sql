-- The first version of this check let a published text become a draft again, which can be changed. Only one step is left:
-- from published to superseded, when a correction takes its place.
create or replace function decisions.refuse_change() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (tg_op = 'DELETE' or new.state not in (old.state, 'superseded')
      or (new.decision_id, new.number, new.content, new.signature, new.reason, new.published_at)
        is distinct from (old.decision_id, old.number, old.content, old.signature, old.reason, old.published_at)) then
    raise exception 'a published version of a decision cannot be changed';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
