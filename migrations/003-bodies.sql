select platform.open_room('bodies');

create table bodies.organisations (
  id uuid primary key,
  slug text not null unique,
  class text not null,
  aliases text[] not null default '{}',
  successor_id uuid references bodies.organisations,
  succeeded_on date
);
create table bodies.organisation_names (
  organisation_id uuid not null references bodies.organisations,
  name text not null,
  short_name text not null,
  valid_from date,
  valid_until date check (valid_until >= valid_from)
);
create index names_of_organisation on bodies.organisation_names (organisation_id);
create table bodies.organisation_codes (
  organisation_id uuid not null references bodies.organisations,
  scheme text not null check (scheme in ('ODS', 'ONS')),
  code text not null,
  valid_from date,
  valid_until date,
  unique (organisation_id, scheme, code)
);

create table bodies.places (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  ons_code text,
  -- One of the system's own Places, among which meetings rotate, or a part of a neighbour.
  of_the_system boolean not null default true,
  note text not null default ''
);
create table bodies.place_organisations (
  place_id uuid not null references bodies.places,
  organisation_id uuid not null references bodies.organisations,
  primary key (place_id, organisation_id)
);

create table bodies.bodies (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  kind text not null check (kind in ('board', 'committee', 'joint committee', 'task group', 'council', 'wellbeing board')),
  -- Which law gives its notice and minutes: the 1960 Act, LGA 1972 for parishes, or for principal councils.
  regime text not null check (regime in ('1960 Act', 'parish council', 'principal council')),
  organisation_id uuid references bodies.organisations,
  place_id uuid references bodies.places,
  purpose text not null default '',
  legal_basis text not null default '',
  established_on date,
  dissolved_on date,
  successor_id uuid references bodies.bodies
);
create table bodies.reporting_lines (
  body_id uuid not null references bodies.bodies,
  reports_to uuid not null references bodies.bodies,
  note text not null default '',
  primary key (body_id, reports_to)
);

-- Terms of reference are dated: a meeting is judged by those of its day (R-TOR-6).
create table bodies.terms_of_reference (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  title text not null,
  -- In force from this day; null while only proposed.
  in_force_from date,
  in_force_until date,
  proposed_on date,
  terms jsonb not null,
  source text not null default '',
  check (in_force_from is not null or proposed_on is not null),
  check (in_force_until >= in_force_from)
);
create index terms_of_body on bodies.terms_of_reference (body_id, in_force_from);

create table bodies.seats (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  position integer not null,
  -- The constituency that quorum limbs speak of: ICB, NHS trust, local authority ...
  class text not null,
  organisation_id uuid references bodies.organisations,
  role text not null,
  min_holders integer not null check (min_holders >= 0),
  max_holders integer not null check (max_holders >= 1 and max_holders >= min_holders),
  voting boolean not null default true,
  deputies_allowed boolean not null default false,
  -- Null while the seat stands only in proposed terms, with which it will begin.
  from_day date,
  until_day date check (until_day >= from_day),
  note text not null default '',
  begins_with uuid references bodies.terms_of_reference,
  ends_with uuid references bodies.terms_of_reference,
  check (from_day is not null or begins_with is not null)
);
create index seats_of_body on bodies.seats (body_id, position);

create table bodies.appointments (
  id uuid primary key,
  seat_id uuid not null references bodies.seats,
  person_id uuid not null references people.persons,
  from_day date not null,
  -- When the term runs out, and when the person in fact left.
  term_ends_on date,
  ended_on date check (ended_on >= from_day),
  end_reason text not null default '',
  source text not null default ''
);
create index appointments_of_seat on bodies.appointments (seat_id);
create index appointments_of_person on bodies.appointments (person_id);

create table bodies.deputies (
  id uuid primary key,
  seat_id uuid not null references bodies.seats,
  person_id uuid not null references people.persons,
  from_day date not null,
  until_day date
);

-- Chair, co-chair, deputy chair and secretary of a body, with their terms.
create table bodies.offices (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  office text not null check (office in ('chair', 'co-chair', 'deputy chair', 'secretary')),
  person_id uuid not null references people.persons,
  from_day date not null,
  term_ends_on date,
  ended_on date check (ended_on >= from_day),
  source text not null default ''
);
create index offices_of_body on bodies.offices (body_id);

-- Those who may attend and speak at the chair's discretion, and never vote (R-TOR-14).
create table bodies.participants (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  position integer not null,
  organisation_id uuid references bodies.organisations,
  description text not null,
  basis text not null default '',
  from_day date not null,
  until_day date
);

-- A member count that somebody stated stands instead of the derived one (R-TOR-4).
create table bodies.stated_members (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  from_day date not null,
  until_day date not null,
  members integer not null check (members > 0),
  deputies_as_minuted boolean not null default false,
  citation text not null
);

-- A year's attendance published as totals only: no meeting is made up for it.
create table bodies.attendance_totals (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  year text not null check (year ~ '^\d{4}-\d{2}$'),
  position integer not null,
  office text not null,
  capacity text not null default 'member',
  attended integer not null check (attended >= 0),
  possible integer not null check (possible >= attended),
  note text not null default '',
  source text not null
);
create index totals_of_body on bodies.attendance_totals (body_id, year, position);

select platform.show(t) from unnest(array['bodies.organisations', 'bodies.organisation_names',
  'bodies.organisation_codes', 'bodies.places', 'bodies.place_organisations', 'bodies.bodies',
  'bodies.reporting_lines', 'bodies.seats', 'bodies.appointments', 'bodies.deputies', 'bodies.offices',
  'bodies.participants', 'bodies.terms_of_reference', 'bodies.stated_members',
  'bodies.attendance_totals']::regclass[]) t;
