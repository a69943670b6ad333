-- When it goes otherwise than announced: meetings that are put off, decisions taken between
-- meetings or by an officer, decisions called in or undone, approved minutes corrected.

-- ── What became of a meeting ────────────────────────────────────────────────

alter table meetings.meetings
  -- Once, after notice: the row keeps its address, its papers and its notice.
  add column became text check (became in ('postponed', 'moved', 'cancelled', 'adjourned')),
  add column became_on date,
  add column became_at timestamptz,
  add column became_why text not null default '',
  -- The meeting that was to be held, or was begun, before this one.
  add column came_from uuid unique references meetings.meetings,
  -- That one was public, so this one is, from the day on which it was announced there.
  add column came_public boolean not null default false,
  -- Whose entry it is in people's calendars, and from which sequence on (RFC 5545).
  add column calendar_id uuid,
  add column calendar_from integer not null default 0,
  -- Who called an extraordinary meeting, why, and on what authority.
  add column called_by text not null default '',
  add column called_why text not null default '',
  add column called_under text not null default '',
  -- Another time or place on the same day: [{id, on, at, why, was}], first to last.
  add column shifts jsonb not null default '[]',
  add constraint became_with_its_reason
    check (became is null or (became_on is not null and became_at is not null and became_why <> ''));
create index meetings_that_became on meetings.meetings (became_at desc) where became is not null;

-- How many changes of time or place had been made when this notice was given.
alter table meetings.notices add column after_shifts integer not null default 0;

-- The item of an earlier meeting of which this one is the continuation.
alter table meetings.agenda_items add column carried_from uuid references meetings.agenda_items;

drop policy published on meetings.meetings;
create policy published on meetings.meetings for select to goldthread_public using (
  kind <> 'workshop' and (came_public
    or exists (select from meetings.notices n where n.meeting_id = meetings.id)
    or exists (select from meetings.published_minutes p where p.meeting_id = meetings.id)));

-- ── Decisions taken between meetings, and by officers ──────────────────────

-- What a body lets an office decide in its name, from a day on and within limits.
create table bodies.delegations (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  office text not null check (office <> ''),
  scope text not null check (scope <> ''),
  -- In words, and the greatest sum where the limit is one.
  limits text not null default '',
  most numeric(14, 2) check (most > 0),
  from_day date not null,
  until_day date,
  source text not null check (source <> ''),
  check (until_day is null or until_day >= from_day)
);
create index delegations_of_body on bodies.delegations (body_id, from_day);
select platform.show('bodies.delegations');

-- An urgent decision by e-mail or telephone (R-TOR-15).
create table meetings.correspondences (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  title text not null check (title <> ''),
  verb text not null,
  text text not null check (text <> ''),
  for_body text not null default '',
  manner text not null check (manner in ('e-mail', 'telephone')),
  urgent_because text not null check (urgent_because <> ''),
  agreed_by text not null check (agreed_by <> ''),
  agreed_on date not null,
  opened_on date not null,
  opened_at timestamptz not null,
  -- Until when members may reply; without a time, to the end of the day (R-CAL-5).
  closes_on date not null,
  closes_at time,
  -- Closed with a decision, or ended without one, and why.
  closed_on date,
  closed_at timestamptz,
  result jsonb,
  lapsed_because text not null default ''
);
create index correspondences_of_body on meetings.correspondences (body_id, opened_on desc);
create table meetings.correspondence_members (
  correspondence_id uuid not null references meetings.correspondences,
  person_id uuid not null references people.persons,
  seat_id uuid not null references bodies.seats,
  -- Of the link in their letter only the hash is kept; null where no address was known.
  reply_hash text unique,
  -- A declared interest that keeps them out of it.
  interest text not null default '',
  primary key (correspondence_id, person_id)
);
-- Every reply is kept; the last one of a member stands.
create table meetings.correspondence_replies (
  id uuid primary key,
  correspondence_id uuid not null,
  person_id uuid not null,
  position integer not null,
  reply text not null check (reply in ('agree', 'against', 'abstain', 'object to the procedure')),
  words text not null default '',
  given_on date not null,
  given_at timestamptz not null,
  manner text not null check (manner in ('by the link', 'signed in', 'told to the clerk')),
  unique (correspondence_id, person_id, position),
  foreign key (correspondence_id, person_id) references meetings.correspondence_members
);

-- What an officer decided under a delegation: the written record of it (SI 2014/2095, regulation 7).
create table meetings.officer_decisions (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  delegation_id uuid not null references bodies.delegations,
  decided_on date not null,
  title text not null check (title <> ''),
  text text not null check (text <> ''),
  amount numeric(14, 2) check (amount >= 0),
  reasons text not null check (reasons <> ''),
  options text not null default '',
  interests text not null default '',
  dispensation text not null default '',
  -- Why what was decided is not published; '' where it is.
  confidential_because text not null default '',
  recorded_at timestamptz not null,
  version integer not null default 1
);
create index officer_decisions_of_body on meetings.officer_decisions (body_id, decided_on desc);

-- The papers of either: the proposal's, or the background papers of an officer's decision.
create table meetings.outside_files (
  id uuid primary key,
  decision_id uuid not null,
  position integer not null,
  name text not null,
  description text not null default '',
  hash text not null references platform.files,
  media_type text not null,
  size integer not null,
  pages integer,
  tagged boolean,
  removed_on date
);
create index outside_files_of_decision on meetings.outside_files (decision_id, position);

-- Where either was reported: an item of a later meeting.
create table meetings.decision_reports (
  decision_id uuid primary key,
  item_id uuid not null references meetings.agenda_items on delete cascade,
  meeting_id uuid not null references meetings.meetings,
  recorded_at timestamptz not null
);

-- Either as it was published: numbered, frozen copies.
create table meetings.published_outside (
  id uuid not null,
  version integer not null check (version > 0),
  origin text not null check (origin in ('correspondence', 'officer')),
  body_id uuid not null references bodies.bodies,
  decided_on date not null,
  title text not null,
  verb text not null,
  text text not null,
  content jsonb not null,
  note text not null default '',
  published_on date not null,
  published_at timestamptz not null,
  primary key (id, version)
);
select platform.show('meetings.published_outside');
select platform.show('meetings.decision_reports',
  'exists (select from meetings.published_outside o where o.id = decision_id)');

-- ── What became of a decision ───────────────────────────────────────────────

-- A later meeting rescinds or amends what an earlier one decided.
create table meetings.decision_changes (
  decision_id uuid not null,
  how text not null check (how in ('rescinded', 'amended')),
  by_decision_id uuid not null references meetings.decisions on delete cascade,
  recorded_at timestamptz not null,
  primary key (decision_id, by_decision_id)
);
select platform.show('meetings.decision_changes',
  'exists (select from meetings.published_decisions d where d.id = by_decision_id)');

-- Members call a published decision in: it has no effect until that is resolved.
create table meetings.call_ins (
  id uuid primary key,
  decision_id uuid not null,
  called_on date not null,
  -- By office or name, as it is published.
  called_by text[] not null,
  why text not null check (why <> ''),
  outcome text check (outcome in ('stands', 'referred back', 'changed')),
  resolved_on date,
  resolved_why text not null default '',
  recorded_at timestamptz not null,
  check ((outcome is null) = (resolved_on is null))
);
create index call_ins_of_decision on meetings.call_ins (decision_id);
select platform.show('meetings.call_ins');

-- What became of one decision, as far as this connection may know.
create function meetings.fate_of(decision uuid) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'changes', coalesce((
      select jsonb_agg(jsonb_build_object('how', c.how, 'by', c.by_decision_id, 'on', m.day,
          'text', d.text, 'slug', m.slug) order by m.day, c.recorded_at)
      from meetings.decision_changes c
      join meetings.published_decisions d on d.id = c.by_decision_id
      join meetings.meetings m on m.id = d.meeting_id
      where c.decision_id = decision), '[]'::jsonb),
    'callIns', coalesce((
      select jsonb_agg(jsonb_build_object('on', c.called_on, 'by', c.called_by, 'why', c.why,
          'outcome', c.outcome, 'resolvedOn', c.resolved_on, 'resolvedWhy', c.resolved_why)
        order by c.called_on, c.recorded_at)
      from meetings.call_ins c where c.decision_id = decision), '[]'::jsonb))
$$;

-- The public register: decisions in published minutes, between meetings, and by officers.
create view meetings.register with (security_invoker = true) as
  select d.id, 'meeting' as origin, m.body_id, d.decided_on, d.meeting_id, m.slug as meeting_slug,
    d.position, d.item_number, d.item_title, d.minute_number, d.verb, d.text, d.content,
    (select min(p.published_on) from meetings.published_minutes p where p.meeting_id = d.meeting_id)
      as published_on,
    null::date as reported_on, null::text as reported_slug
  from meetings.published_decisions d join meetings.meetings m on m.id = d.meeting_id
  union all
  select o.id, o.origin, o.body_id, o.decided_on, null, null,
    0, '', o.title, '', o.verb, o.text, o.content,
    (select min(p.published_on) from meetings.published_outside p where p.id = o.id),
    m.day, m.slug
  from meetings.published_outside o
  left join meetings.decision_reports r on r.decision_id = o.id
  left join meetings.meetings m on m.id = r.meeting_id
  where not exists (
    select from meetings.published_outside later where later.id = o.id and later.version > o.version);
grant select on meetings.register to goldthread_app, goldthread_public;

-- ── Corrections of what was approved ────────────────────────────────────────

create table meetings.minutes_corrections (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  item_id uuid not null references meetings.agenda_items,
  was text not null check (was <> ''),
  reads text not null,
  why text not null check (why <> ''),
  proposed_on date not null,
  proposed_by uuid references people.persons,
  -- Agreed at a later quorate meeting of the body; the version of the draft that has it.
  agreed_at uuid references meetings.meetings,
  agreed_on date,
  draft_version integer,
  withdrawn_on date,
  withdrawn_because text not null default '',
  check ((agreed_at is null) = (agreed_on is null))
);
create index corrections_of_minutes on meetings.minutes_corrections (meeting_id);
create index corrections_agreed on meetings.minutes_corrections (agreed_at) where agreed_at is not null;

-- A line of published attendance totals, corrected: what was recorded, what it reads, and why.
create table bodies.attendance_corrections (
  id uuid primary key,
  total_id uuid not null references bodies.attendance_totals,
  attended_was integer not null,
  possible_was integer not null,
  attended integer not null,
  possible integer not null,
  why text not null check (why <> ''),
  agreed text not null check (agreed <> ''),
  corrected_on date not null,
  recorded_at timestamptz not null
);
create index attendance_corrections_of_total on bodies.attendance_corrections (total_id);
select platform.show('bodies.attendance_corrections');

-- ── Recordings ──────────────────────────────────────────────────────────────

create table meetings.recordings (
  meeting_id uuid primary key references meetings.meetings,
  live_address text not null default '' check (live_address = '' or live_address like 'https://%'),
  address text not null default '' check (address = '' or address like 'https://%'),
  made_by text not null default '',
  published_on date,
  captioned_on date,
  deleted_on date,
  deleted_because text not null default '',
  version integer not null default 1,
  check (address = '' or published_on is not null)
);
select platform.show('meetings.recordings',
  'exists (select from meetings.meetings m where m.id = meeting_id)');
