select platform.open_room('people');

create table people.persons (
  id uuid primary key,
  -- How the person is shown to everybody. The demo record shows offices, not names.
  name text not null check (name <> ''),
  position text not null default '',
  recorded_at timestamptz not null,
  removed_on date
);
select platform.show('people.persons');

-- Personal contact details are never public.
create table people.contacts (
  person_id uuid primary key references people.persons,
  email text not null
);

-- Who may do what, within a scope that this room does not interpret. A grant
-- given by an appointment names it, and ends with it.
create table people.grants (
  id uuid primary key,
  person_id uuid not null references people.persons,
  role text not null,
  scope uuid,
  from_day date not null,
  until_day date check (until_day >= from_day),
  source_kind text,
  source_id uuid
);
create index grants_of_person on people.grants (person_id);

create table people.sessions (
  token_hash text primary key,
  person_id uuid not null references people.persons,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
-- Until an organisation's own sign-in comes: a link for one person, to be used once.
create table people.sign_in_links (
  link_hash text primary key,
  person_id uuid not null references people.persons,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table people.tokens (
  token_hash text primary key,
  person_id uuid not null references people.persons,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
