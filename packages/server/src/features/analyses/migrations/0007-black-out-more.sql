-- Drafts of analyses that go on with another one: they repeat its text, so names that are blacked out there go from these too.
create view analyses.draft_of_fork as
select v.*, (select a.based_on_id from analyses.analysis a where a.id = v.analysis_id) as based_on_id
from analyses.version v where v.state = 'draft';

-- A steering check quotes the text that it is of.
drop trigger steering_check_frozen on analyses.steering_check;
create trigger steering_check_frozen before update or delete on analyses.steering_check for each row
  when (current_setting('samenspel.blacks_out', true) is distinct from 'yes') execute function analyses.refuse_check_change();
