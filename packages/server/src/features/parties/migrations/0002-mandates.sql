-- Who registered an organisation: that organisation administers it until it has an administrator of its own.
alter table parties.organisation add column registered_by uuid references parties.organisation;

-- Who may decide what, up to which amount, since which decision. A mandate is ended, never removed.
create table parties.mandate (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references parties.organisation,
  function text not null,
  holder_person_id uuid references parties.person on delete set null,
  holder_name text not null,
  subject text not null,
  field text not null,
  maximum_amount numeric(15, 2) check (maximum_amount >= 0),
  since date not null,
  until date check (until >= since),
  basis text not null,
  basis_url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index mandate_organisation on parties.mandate (organisation_id, function, id);
create index mandate_holder on parties.mandate (holder_person_id);
