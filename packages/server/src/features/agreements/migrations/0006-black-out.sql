-- What is frozen stays as it is, but for personal data that the ledger blacks out: it says so for one transaction. Whoever else
-- says so changes what the ledger has, and verification names that.
drop trigger version_frozen on agreements.version;
create trigger version_frozen before update or delete on agreements.version for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function agreements.refuse_version_change();
drop trigger step_frozen on agreements.step;
create trigger step_frozen before update or delete on agreements.step for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function agreements.refuse_step_change();
