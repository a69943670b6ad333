-- A register on its way in: the rows as they were uploaded, which column holds what, and what was
-- decided so far. It is no part of the record, and goes when it was taken in or dropped.
create table interests.import_drafts (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  begun_by uuid references people.persons,
  begun_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1 check (version > 0),
  file_name text not null,
  sheets jsonb not null,
  -- Which sheet, and what each of its columns holds, once somebody said so.
  sheet integer,
  columns jsonb,
  decisions jsonb not null default '{}'
);
create index import_drafts_of_body on interests.import_drafts (body_id);
create index import_drafts_by_person on interests.import_drafts (begun_by);

-- Only whoever keeps that register works on it.
select platform.show_to_persons('interests.import_drafts', platform.may('keep interests'));
