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

-- What was settled is for whom it is about, and for those who see the item and set the agenda or are
-- told beforehand how the quorum stands.
select platform.show_to_persons('meetings.conflict_lines', format($$
  person_id = (select people.asking())
  or ((%s or %s) and exists (select from meetings.agenda_items i where i.id = item_id))
$$, platform.may_at('set the agenda'), platform.may_at('see replies')));

-- The items whose papers are withheld from whoever asks: of each of their conflicts the latest line,
-- where it was decided so. The rules of the room have it too, and a test holds the two equal.
create function meetings.items_withheld() returns uuid[] language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct item_id), '{}') from (
    select distinct on (item_id, coalesce(interest_id, organisation_id)) item_id, kind, withhold_papers
    from meetings.conflict_lines where person_id = people.asking()
    order by item_id, coalesce(interest_id, organisation_id), place desc) latest
  where kind = 'decided' and withhold_papers
$$;
-- Whether a paper or a file is one of those, so that a page can say why it shows nothing.
create function meetings.is_withheld(thing uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select exists (select from meetings.papers p left join meetings.paper_files f on f.paper_id = p.id
    where thing in (p.id, f.id) and p.item_id = any (meetings.items_withheld()))
$$;
revoke all on function meetings.items_withheld(), meetings.is_withheld(uuid) from public;
grant execute on function meetings.items_withheld(), meetings.is_withheld(uuid)
  to goldthread_person, goldthread_app;
create index conflict_lines_of_person on meetings.conflict_lines (person_id);

-- Files, pictures and lines of the history are seen with their paper, so that they are kept back too.
select platform.show_to_persons('meetings.papers', $$
  exists (select from meetings.agenda_items i where i.id = item_id)
  and not (array[item_id] && (select meetings.items_withheld()))
$$);
