-- An import that is delivered in parts (an upload) has a format, and says how far it is; the others have null here.
alter table measurements.import
  add column format text check (format in ('csv', 'ndjson')),
  -- What was taken and is durable: bytes of the file, and lines with the header.
  add column taken_bytes bigint,
  add column taken_lines bigint,
  add check ((format is null) = (taken_bytes is null) and (format is null) = (taken_lines is null));
