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
