-- What an import counts of single values in the rows that were not refused, and how its file was delimited.
alter table measurements.import
  -- Refused for themselves: by the mapping, or because they could not be stored.
  add column refused_values int not null default 0,
  -- Cells that the mapping says hold no value.
  add column missing_values int not null default 0,
  add column delimiter text not null default ',';
