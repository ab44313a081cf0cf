-- For what someone looks at data in this session: a term of DPV, or the id of a challenge; null when none was chosen.
alter table parties.session add column purpose text;
