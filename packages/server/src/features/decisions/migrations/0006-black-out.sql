-- What is frozen stays as it is, but for personal data that the ledger blacks out: it says so for one transaction. Whoever else
-- says so changes what the ledger has, and verification names that.
drop trigger version_frozen on decisions.version;
create trigger version_frozen before update or delete on decisions.version for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function decisions.refuse_change();
drop trigger save_kept on decisions.save;
create trigger save_kept before update or delete on decisions.save for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function decisions.refuse();
drop trigger happening_kept on decisions.happening;
create trigger happening_kept before update or delete on decisions.happening for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function decisions.refuse();
