-- Who is invited to a meeting, what they answered, and what was told of the expected quorum.
-- None of it is ever public.

-- People are asked for an arrangement: its day, hour, manner and place. A meeting that is
-- arranged otherwise afterwards is asked for anew, and the former answers stay as they were given.
create table meetings.invitation_rounds (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  number integer not null,
  day date not null,
  starts_at time not null,
  mode text not null check (mode in ('in person', 'remote', 'hybrid')),
  venue text not null,
  begun_at timestamptz not null,
  unique (meeting_id, number)
);
create table meetings.invitations (
  id uuid primary key,
  round_id uuid not null references meetings.invitation_rounds,
  person_id uuid not null references people.persons,
  capacity text not null check (capacity in ('member', 'participant')),
  invited_on date not null,
  invited_at timestamptz not null,
  invited_by uuid references people.persons,
  unique (round_id, person_id)
);
create index invitations_of_person on meetings.invitations (person_id);
-- Each letter carries a secret of its own; only its hash is kept.
create table meetings.invitation_links (
  link_hash text primary key,
  invitation_id uuid not null references meetings.invitations,
  made_at timestamptz not null
);
-- Every reply is kept; the latest counts.
create table meetings.replies (
  id uuid primary key,
  position integer generated always as identity,
  invitation_id uuid not null references meetings.invitations,
  answer text not null check (answer in ('in person', 'remote', 'deputy', 'apologies')),
  -- For a deputy: the seat, and who, as a person of the record or in words.
  seat_id uuid references bodies.seats,
  deputy_person_id uuid references people.persons,
  deputy_words text not null default '',
  -- Private: for the clerk and the chair.
  reason text not null default '',
  replied_on date not null,
  replied_at timestamptz not null,
  manner text not null check (manner in ('link', 'workspace', 'on behalf')),
  recorded_by uuid references people.persons,
  check (answer <> 'deputy' or deputy_person_id is not null or deputy_words <> '')
);
create index replies_to_invitation on meetings.replies (invitation_id, position);
-- What the clerk and the chair were told of the expected quorum; told again only when it changes.
create table meetings.quorum_forecasts (
  id uuid primary key,
  position integer generated always as identity,
  meeting_id uuid not null references meetings.meetings,
  state text not null check (state in ('expected', 'uncertain', 'impossible')),
  words text not null,
  told_on date not null,
  told_at timestamptz not null
);
create index forecasts_of_meeting on meetings.quorum_forecasts (meeting_id, position);

-- A letter may carry one small file of text, such as an entry for a calendar. Like the text
-- of the letter it is taken away once it is sent.
alter table platform.letters add column attachment jsonb;
