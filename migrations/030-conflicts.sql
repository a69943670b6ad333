-- What clerk and chair settled, before a meeting, of the conflicts that were suggested or that they
-- saw themselves. Suggestions are worked out on reading; only what a person did is kept, and the
-- latest line on one item, person and interest is what stands (R-COI-8).
create table meetings.conflict_lines (
  id uuid primary key,
  place bigint generated always as identity,
  meeting_id uuid not null references meetings.meetings,
  item_id uuid not null references meetings.agenda_items on delete cascade,
  person_id uuid not null references people.persons,
  -- The interest declared; the organisation for which they sit; or, by hand, words.
  interest_id uuid references interests.declarations,
  organisation_id uuid references bodies.organisations,
  words text not null default '',
  kind text not null check (kind in ('proposed', 'decided', 'dismissed')),
  handling text check (handling in ('note and stay', 'speak, no vote', 'leave for the item',
    'papers withheld', 'not attend')),
  withhold_papers boolean not null default false,
  word text not null default '',
  decided_by uuid references people.persons,
  recorded_by uuid references people.persons,
  recorded_at timestamptz not null,
  check ((kind = 'dismissed') = (handling is null)),
  check (kind <> 'dismissed' or word <> ''),
  check (kind <> 'decided' or decided_by is distinct from person_id),
  check (num_nonnulls(interest_id, organisation_id, nullif(words, '')) = 1)
);
create index conflict_lines_of_meeting on meetings.conflict_lines (meeting_id, place);
create index conflict_lines_of_item on meetings.conflict_lines (item_id);
select platform.keep('meetings.conflict_lines');
