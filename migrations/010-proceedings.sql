-- The life of the room: what happened at a meeting, as instants, one row for each fact. The
-- state of the room is worked out from the set of them, in whatever order they arrived; so a
-- fact may be about another that is not here yet (about has no foreign key on purpose).
create table meetings.proceedings (
  -- Given by whoever notes it, so that noting it twice is noting it once.
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  kind text not null check (kind in ('arrived', 'left', 'returned', 'changed mode', 'took the chair',
    'opened', 'closed', 'adjourned', 'resumed', 'item begun', 'item ended', 'public excluded',
    'public readmitted', 'motion put', 'motion withdrawn', 'vote opened', 'vote cast', 'vote closed',
    'taken back', 'time amended')),
  at timestamptz not null,
  person_id uuid references people.persons,
  item_id uuid references meetings.agenda_items,
  -- The motion, vote or other fact that it is about.
  about uuid,
  details jsonb not null default '{}',
  -- Kept by a browser while it had no connection, and sent later.
  kept boolean not null default false,
  recorded_at timestamptz not null
);
create index proceedings_of_meeting on meetings.proceedings (meeting_id);

-- One row for each meeting in the room, locked by each act and raised by one: the screens follow it.
create table meetings.rooms (
  meeting_id uuid primary key references meetings.meetings,
  version bigint not null
);

-- The public screen: exactly what it may show, written by each act in its transaction. There is
-- a row only once the meeting was opened in the room, and it is seen only with the meeting itself.
create table meetings.room_boards (
  meeting_id uuid primary key references meetings.meetings,
  version bigint not null,
  content jsonb not null
);
select platform.show('meetings.room_boards', $$
  exists (select from meetings.meetings m where m.id = meeting_id and m.kind <> 'workshop')
$$);

-- A time of day alone is lost at midnight and when the clocks go back: these are instants.
alter table meetings.sittings add column opened timestamptz, add column closed timestamptz;
update meetings.sittings s set
  opened = (m.day + s.opened_at) at time zone 'Europe/London',
  closed = (m.day + s.closed_at) at time zone 'Europe/London'
from meetings.meetings m where m.id = s.meeting_id;
alter table meetings.sittings drop column opened_at, drop column closed_at;

alter table meetings.exclusions add column resolved timestamptz, add column readmitted timestamptz,
  add column mover_id uuid references people.persons,
  add column seconder_id uuid references people.persons;
update meetings.exclusions e set resolved = (m.day + e.resolved_at) at time zone 'Europe/London'
from meetings.meetings m where m.id = e.meeting_id;
alter table meetings.exclusions alter column resolved set not null, drop column resolved_at;

-- A decision that a vote in the room made: it follows the vote, and is corrected there.
alter table meetings.decisions add column vote_id uuid unique;
