-- What is frozen stays as it is, but for personal data that the ledger blacks out: it says so for one transaction. Whoever else
-- says so changes what the ledger has, and verification names that.
drop trigger publication_frozen on evaluations.publication;
create trigger publication_frozen before update or delete on evaluations.publication for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function evaluations.refuse_any_change();
drop trigger computation_kept on evaluations.computation;
create trigger computation_kept before update or delete on evaluations.computation for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function evaluations.refuse_other_outcome();
drop trigger evaluation_kept on evaluations.evaluation;
create trigger evaluation_kept before update or delete on evaluations.evaluation for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function evaluations.refuse_going_back();
