select platform.open_room('interests');

create table interests.declarations (
  id uuid primary key,
  person_id uuid not null references people.persons,
  -- The body to whose register it belongs; null where it is for every body of the person.
  body_id uuid references bodies.bodies,
  position_declared text not null default '',
  -- Nil is an explicit, dated answer (R-COI-5); blank is a return with nothing on it.
  answer text not null check (answer in ('yes', 'nil', 'blank', 'unclear')),
  types text[] not null default '{}'
    check (types <@ array['financial', 'non-financial professional', 'non-financial personal', 'indirect']),
  description text not null default '',
  organisation_id uuid references bodies.organisations,
  -- Dates keep what was written and how precise it was (R-COI-13).
  from_text text not null default '',
  from_day date,
  from_precision text check (from_precision in ('day', 'month', 'year')),
  to_text text not null default '',
  to_day date,
  to_precision text check (to_precision in ('day', 'month', 'year')),
  handling text not null default '',
  declared_on date,
  declared_text text not null default '',
  sensitive boolean not null default false,
  sensitive_reason text not null default '',
  note text not null default '',
  recorded_at timestamptz not null,
  -- Its line, where a whole register was taken in at once.
  line integer not null default 0,
  withdrawn_on date,
  check (not sensitive or sensitive_reason <> '')
);
create index declarations_of_person on interests.declarations (person_id);
create index declarations_of_body on interests.declarations (body_id);

-- The register is public up to its latest publication.
create table interests.publications (
  body_id uuid not null references bodies.bodies,
  published_at timestamptz not null,
  primary key (body_id, published_at)
);
select platform.show('interests.publications');
select platform.show('interests.declarations', $$
  not sensitive and exists (select from interests.publications p
    where p.body_id = declarations.body_id and p.published_at >= declarations.recorded_at)
$$);
