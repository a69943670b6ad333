select platform.open_room('meetings');

create table meetings.meetings (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  day date not null,
  -- '2025-02-14', and '2025-02-14-2' for a second meeting of the body on one day.
  slug text not null,
  kind text not null check (kind in ('ordinary', 'extraordinary', 'workshop')),
  title text not null default '',
  starts_at time not null,
  ends_at time,
  mode text not null check (mode in ('in person', 'remote', 'hybrid')),
  venue text not null default '',
  place_id uuid references bodies.places,
  joining text not null default '',
  -- How much is known, where a record begins in the middle: 'held, papers not in this record'.
  note text not null default '',
  -- Each change states the version it was made on.
  version integer not null default 1,
  recorded_at timestamptz not null,
  unique (body_id, slug)
);
create index meetings_by_day on meetings.meetings (day);

create table meetings.notices (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  kind text not null check (kind in ('public notice', 'summons')),
  given_on date not null,
  -- The day that the notice announced: a meeting moved since then needs a new one.
  for_day date not null,
  manner text not null,
  signed_by text not null default '',
  text text not null,
  recorded_at timestamptz not null
);
create index notices_of_meeting on meetings.notices (meeting_id);

create table meetings.agenda_items (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  position integer not null,
  number text not null,
  section text not null default '',
  title text not null check (title <> ''),
  kind text not null default 'business' check (kind in ('business', 'apologies', 'interests', 'minutes',
    'actions', 'questions', 'other business')),
  lead_person_id uuid references people.persons,
  lead text not null default '',
  purposes text[] not null default '{}',
  starts_at time,
  planned_minutes integer check (planned_minutes > 0),
  summary text not null default '',
  audience text not null default 'public' check (audience in ('public', 'private')),
  -- Why publicity would harm the public interest (R-MEET-2).
  private_reason text not null default '',
  version integer not null default 1,
  unique (meeting_id, number) deferrable initially deferred,
  check (audience = 'public' or private_reason <> '')
);
create index items_of_meeting on meetings.agenda_items (meeting_id, position);

create table meetings.papers (
  id uuid primary key,
  item_id uuid not null references meetings.agenda_items,
  position integer not null,
  title text not null check (title <> ''),
  kind text not null default 'paper' check (kind in ('paper', 'late', 'supplementary', 'to follow')),
  submitted_on date,
  -- Who let a late paper in, and why.
  permission text not null default '',
  cover jsonb not null default '{}',
  withdrawn_on date,
  withdrawn_reason text not null default '',
  version integer not null default 1
);
create index papers_of_item on meetings.papers (item_id, position);

create table meetings.paper_files (
  id uuid primary key,
  paper_id uuid not null references meetings.papers,
  position integer not null,
  name text not null,
  description text not null default '',
  hash text not null references platform.files,
  media_type text not null,
  size integer not null,
  pages integer,
  tagged boolean,
  -- The same content as headings, paragraphs, lists and tables, for the page and the pack.
  twin jsonb not null default '{"blocks": [], "pictures": {}}',
  warnings jsonb not null default '[]',
  removed_on date
);
create index files_of_paper on meetings.paper_files (paper_id, position);

create table meetings.attendances (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  person_id uuid not null references people.persons,
  capacity text not null check (capacity in ('member', 'deputy', 'participant', 'in attendance', 'apologies')),
  seat_id uuid references bodies.seats,
  deputising_for uuid references people.persons,
  mode text not null default 'in person' check (mode in ('in person', 'remote')),
  -- As the minutes give it, where it differs from the person's own.
  role text not null default '',
  note text not null default '',
  unique (meeting_id, person_id)
);
-- What the chair said when opening: how many of the public, who presided.
create table meetings.sittings (
  meeting_id uuid primary key references meetings.meetings,
  chair_person_id uuid references people.persons,
  opened_at time,
  closed_at time,
  public_count integer check (public_count >= 0),
  note text not null default ''
);
create table meetings.declarations (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  item_id uuid references meetings.agenda_items,
  person_id uuid not null references people.persons,
  interest text not null,
  handling text not null check (handling in ('note and stay', 'speak, no vote', 'leave for the item',
    'papers withheld', 'not attend')),
  -- Who decided the handling: the chair, or the deputy where the chair has the interest (R-COI-8).
  decided_by uuid references people.persons,
  left_at time,
  returned_at time
);
create index declarations_of_meeting on meetings.declarations (meeting_id);
-- The public is excluded by a resolution at the meeting, with its text and time (R-MEET-2).
create table meetings.exclusions (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  item_ids uuid[] not null,
  resolution text not null check (resolution <> ''),
  resolved_at time not null
);

create table meetings.decisions (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  item_id uuid not null references meetings.agenda_items,
  position integer not null,
  verb text not null,
  text text not null check (text <> ''),
  -- Whose approval a recommendation or referral asks for.
  for_body text not null default '',
  method text not null default 'consensus' check (method in ('consensus', 'vote')),
  votes_for integer check (votes_for >= 0),
  votes_against integer check (votes_against >= 0),
  abstentions integer check (abstentions >= 0),
  casting_vote text check (casting_vote in ('for', 'against')),
  outcome text not null check (outcome in ('carried', 'lost')),
  warnings jsonb not null default '[]',
  check (method = 'vote' or (votes_for is null and votes_against is null and abstentions is null))
);
create index decisions_of_meeting on meetings.decisions (meeting_id, position);

-- The draft minutes: every save is a version, so that nothing typed is lost.
create table meetings.minutes_drafts (
  meeting_id uuid not null references meetings.meetings,
  version integer not null,
  entries jsonb not null,
  saved_at timestamptz not null,
  saved_on date not null,
  saved_by uuid references people.persons,
  primary key (meeting_id, version)
);
-- What was done with them: approved by the chair, found correct by a meeting that was not
-- quorate, approved at one that was, signed.
create table meetings.minutes_steps (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  step text not null check (step in ('chair approved', 'found correct', 'approved', 'signed')),
  version integer not null,
  taken_on date not null,
  person_id uuid references people.persons,
  name text not null,
  role text not null,
  at_meeting_id uuid references meetings.meetings,
  recorded_at timestamptz not null,
  foreign key (meeting_id, version) references meetings.minutes_drafts
);
create index steps_of_meeting on meetings.minutes_steps (meeting_id);
-- The public has numbered, frozen copies: attendance, quorum, decisions and text as they stood.
create table meetings.published_minutes (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  version integer not null,
  state text not null,
  content jsonb not null,
  published_on date not null,
  published_at timestamptz not null,
  unique (meeting_id, version)
);
-- An action that came of an item leads back to the minutes in which the item stands.
create index published_minutes_by_item on meetings.published_minutes
  using gin ((content -> 'entries') jsonb_path_ops);
-- The public register of decisions: one row for each decision of published minutes.
create table meetings.published_decisions (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  minutes_id uuid not null references meetings.published_minutes,
  decided_on date not null,
  position integer not null,
  item_number text not null,
  item_title text not null,
  minute_number text not null default '',
  verb text not null,
  text text not null,
  content jsonb not null
);
create index published_decisions_by_day on meetings.published_decisions (decided_on desc, meeting_id, position);
create index published_decisions_of_meeting on meetings.published_decisions (meeting_id);
create index published_decisions_by_words on meetings.published_decisions
  using gin (to_tsvector('english', item_title || ' ' || text));

-- A meeting is public once notice of it was given, or, where a record begins in the middle and
-- no notice is in it, once its minutes are published; a workshop never is (R-TOR-14).
select platform.show('meetings.notices', 'kind = ''public notice''');
select platform.show('meetings.meetings', $$
  kind <> 'workshop' and (exists (select from meetings.notices n where n.meeting_id = meetings.id)
    or exists (select from meetings.published_minutes p where p.meeting_id = meetings.id))
$$);
select platform.show('meetings.published_minutes');
select platform.show('meetings.published_decisions');
