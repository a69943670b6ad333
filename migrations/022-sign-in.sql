-- Sign-in: an organisation's own by OpenID Connect, links by letter, passkeys, sessions that
-- can be ended. Of each secret only a hash is kept. None of these tables is public.

-- An account at an organisation's sign-in, bound to a person: an act, and so of the record.
create table people.identities (
  id uuid primary key,
  person_id uuid not null references people.persons,
  issuer text not null check (issuer <> ''),
  subject text not null check (subject <> ''),
  bound_at timestamptz not null,
  unique (issuer, subject),
  -- An address that is given to somebody new does not bring the account of the one before.
  unique (person_id, issuer)
);
select platform.keep('people.identities');

-- People are found by the address that an organisation or they themselves give.
create index contacts_by_email on people.contacts (lower(email));

-- A way to an organisation's sign-in and back: begun in one browser, and spent on the return.
create table people.sign_in_flows (
  flow_hash text primary key,
  provider text not null,
  onward text not null,
  begun_at timestamptz not null,
  expires_at timestamptz not null
);

-- Who asked for a link by letter. Written alike for an address that is known and one that is
-- not, and taken away when the letters are written.
create table people.link_requests (
  id uuid primary key,
  email text not null,
  onward text not null,
  asked_at timestamptz not null
);

alter table people.sign_in_links
  -- A link that an administrator made and handed over says more than one that came by letter.
  add column made_by text not null default 'administrator' check (made_by in ('administrator', 'letter')),
  add column onward text not null default '/work',
  add column made_at timestamptz not null default now();

alter table people.sessions
  -- Its name on a page; the secret is in the cookie only.
  add column id uuid not null unique default gen_random_uuid(),
  add column method text not null default 'link',
  add column device text not null default '',
  add column used_at timestamptz not null default now(),
  -- What is still to come before it lets anybody in.
  add column waits_for text check (waits_for in ('passkey', 'new passkey')),
  add column onward text not null default '/work',
  add column wrong integer not null default 0;
create index sessions_of_person on people.sessions (person_id);

alter table people.tokens
  add column id uuid not null unique default gen_random_uuid(),
  add column used_at timestamptz;

create table people.passkeys (
  id uuid primary key,
  person_id uuid not null references people.persons,
  credential_id text not null unique,
  public_key bytea not null,
  name text not null check (name <> ''),
  transports text[] not null,
  -- How often it was used, where it counts; one that counts backwards was copied.
  counter bigint not null,
  made_at timestamptz not null,
  used_at timestamptz,
  -- Its row stays: whoever had one cannot make another by a letter alone.
  removed_at timestamptz
);
create index passkeys_of_person on people.passkeys (person_id);

-- What a passkey is asked to sign: once, and by the session that was asked.
create table people.challenges (
  challenge_hash text primary key,
  session_id uuid not null references people.sessions (id) on delete cascade,
  purpose text not null check (purpose in ('sign in', 'add')),
  made_at timestamptz not null,
  expires_at timestamptz not null
);
create index challenges_of_session on people.challenges (session_id);

-- How often something was tried, and when last; shared by all processes. Who tried is hashed.
create table platform.tries (
  purpose text not null,
  who text not null,
  times timestamptz[] not null,
  last_at timestamptz not null,
  primary key (purpose, who)
);
create index tries_by_age on platform.tries (last_at);
grant select, insert, update, delete on platform.tries to goldthread_app;
