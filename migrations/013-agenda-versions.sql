-- An agenda changes after it was issued: items are deferred, withdrawn, taken together or let
-- in as urgent; papers come late or are replaced; members are told once of each difference.

-- The day on which an item was put on the agenda; unknown for those recorded before this was kept.
alter table meetings.agenda_items add column added_on date;

-- What becomes of an item other than being taken in its turn. Undone, the line stays.
create table meetings.item_treatments (
  id uuid primary key,
  item_id uuid not null references meetings.agenda_items,
  kind text not null check (kind in ('deferred', 'withdrawn', 'taken with', 'urgent')),
  -- For urgent business of a principal council the special circumstances (LGA 1972 s.100B(4)(b)).
  reason text not null check (reason <> ''),
  -- Whose word it is, by office: the chair's opinion, where the item is urgent.
  decided_by text not null default '',
  on_day date not null,
  with_item_id uuid references meetings.agenda_items,
  -- The item of the other meeting that carries it on.
  to_item_id uuid unique references meetings.agenda_items,
  undone_on date,
  recorded_at timestamptz not null,
  check ((kind = 'taken with') = (with_item_id is not null)),
  check ((kind = 'deferred') = (to_item_id is not null)),
  check (with_item_id <> item_id and to_item_id <> item_id)
);
create unique index treatments_standing on meetings.item_treatments (item_id, (kind = 'urgent'))
  where undone_on is null;
create index treatments_with on meetings.item_treatments (with_item_id) where with_item_id is not null;

-- What of a meeting's agenda has been issued, so that what is changed afterwards is known as late.
create table meetings.agenda_issued (
  meeting_id uuid primary key references meetings.meetings,
  agenda_on date not null,
  -- Null while the agenda is out and its papers are to follow.
  papers_on date,
  -- Every item and paper that any version held.
  item_ids uuid[] not null,
  paper_ids uuid[] not null
);
insert into meetings.agenda_issued (meeting_id, agenda_on, papers_on, item_ids, paper_ids)
select p.meeting_id, min(p.published_on), min(p.published_on),
  (select coalesce(array_agg(distinct i), '{}') from publishing.packs q, unnest(q.item_ids) i where q.meeting_id = p.meeting_id),
  (select coalesce(array_agg(distinct i), '{}') from publishing.packs q, unnest(q.paper_ids) i where q.meeting_id = p.meeting_id)
from publishing.packs p group by p.meeting_id;

-- When a late or supplementary paper was let in; who, and why, stands in `permission`.
alter table meetings.papers add column permitted_on date;
update meetings.papers set permitted_on = submitted_on where permission <> '';
-- A paper that went with its deferred item is a copy of the one at the earlier meeting.
alter table meetings.papers add column carried_from uuid references meetings.papers;

-- A replaced file: the new copy names the one before it, and says why.
alter table meetings.paper_files add column replaces uuid references meetings.paper_files;
alter table meetings.paper_files add column replaced_because text not null default '';

-- A version may be the agenda alone, its papers to follow.
alter table publishing.packs add column extent text not null default 'pack' check (extent in ('agenda', 'pack'));

-- The whole agenda of a version, the private part with it, as members compare it. Never public.
create table publishing.agenda_snapshots (
  pack_id uuid primary key references publishing.packs,
  items jsonb not null
);

-- Who was told of which version, and what they were told of before: each difference once.
create table publishing.tellings (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  person_id uuid not null references people.persons,
  version integer not null check (version > 0),
  -- Null where they were told the whole.
  since_version integer check (since_version < version),
  told_on date not null,
  told_at timestamptz not null,
  told_by uuid references people.persons,
  letter_key text not null unique,
  unique (meeting_id, person_id, version)
);

-- Up to which version a member says that they have read; shown to nobody else.
create table publishing.readings (
  meeting_id uuid not null references meetings.meetings,
  person_id uuid not null references people.persons,
  version integer not null check (version > 0),
  read_on date not null,
  primary key (meeting_id, person_id)
);

-- What clerk and chair noted of a meeting afterwards. For staff.
create table meetings.reviews (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  went_well text not null default '',
  to_change text not null default '',
  noted_on date not null,
  noted_by uuid references people.persons,
  recorded_at timestamptz not null,
  check (went_well <> '' or to_change <> '')
);
create index reviews_of_meeting on meetings.reviews (meeting_id);
