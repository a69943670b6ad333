-- The year of a body: the dates it has published ahead, its forward plan, its standard
-- agendas, who sets its agendas and who has signed which off.

-- A planned date is a meeting like any other and private until notice is given. A list of a
-- year's dates is published as a copy of its own, which nothing changes afterwards.
create table meetings.published_years (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  -- '2025-26' for a financial year, '2025' for a calendar year.
  year text not null,
  version integer not null check (version > 0),
  content jsonb not null,
  published_on date not null,
  published_at timestamptz not null,
  unique (body_id, year, version)
);
select platform.show('meetings.published_years');

-- Business that comes back: at each meeting, in certain months, or once in each year.
create table meetings.recurring_items (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  title text not null check (title <> ''),
  kind text not null,
  lead text not null default '',
  purposes text[] not null default '{}',
  rhythm text not null check (rhythm in ('each meeting', 'months', 'yearly')),
  -- 1 to 12, where the rhythm is by months.
  months integer[] not null default '{}',
  -- Where it is written that it comes back: 'Terms of reference, 5.2'.
  source text not null default '',
  notes text not null default '',
  from_day date not null,
  until_day date,
  version integer not null default 1,
  check ((rhythm = 'months') = (months <> '{}'))
);
create index recurring_items_of_body on meetings.recurring_items (body_id);

-- Business expected at coming meetings. What recurs has a row only once something was
-- decided about one of its occurrences; until then it is worked out.
create table meetings.plan_items (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  title text not null check (title <> ''),
  kind text not null,
  lead text not null default '',
  lead_person_id uuid references people.persons,
  purposes text[] not null default '{}',
  audience text not null default 'public' check (audience in ('public', 'private')),
  private_reason text not null default '',
  source_kind text not null check (source_kind in ('recurring', 'requested', 'carried over', 'decision', 'action')),
  source text not null default '',
  -- The decision or action from which it comes, where it is in this record.
  source_id uuid,
  recurring_id uuid references meetings.recurring_items,
  -- Which occurrence: a meeting's id, '2025-06', or '2025-26'.
  occurrence text,
  notes text not null default '',
  -- At a meeting, in a month (its first day), or neither: to be placed.
  meeting_id uuid references meetings.meetings,
  month date,
  -- Taken off the agenda, an item is only expected there again.
  agenda_item_id uuid references meetings.agenda_items on delete set null,
  added_on date not null,
  version integer not null default 1,
  unique (recurring_id, occurrence),
  check (meeting_id is null or month is null),
  check ((recurring_id is null) = (occurrence is null)),
  check (audience = 'public' or private_reason <> '')
);
create index plan_items_of_body on meetings.plan_items (body_id);
create index plan_items_on_agenda on meetings.plan_items (agenda_item_id);

-- What was decided about an item of the plan, each with its reason.
create table meetings.plan_steps (
  id uuid primary key,
  plan_item_id uuid not null references meetings.plan_items,
  step text not null check (step in ('deferred', 'dropped', 'taken up again')),
  taken_on date not null,
  reason text not null check (reason <> ''),
  -- Deferred from which meeting, and its item there if it stood on the agenda.
  meeting_id uuid references meetings.meetings,
  agenda_item_id uuid references meetings.agenda_items on delete set null,
  recorded_at timestamptz not null
);
create index plan_steps_of_item on meetings.plan_steps (plan_item_id);
create index plan_steps_of_agenda_item on meetings.plan_steps (agenda_item_id);

create table meetings.agenda_templates (
  body_id uuid not null references bodies.bodies,
  kind text not null check (kind in ('ordinary', 'extraordinary', 'workshop')),
  items jsonb not null,
  version integer not null default 1,
  primary key (body_id, kind)
);

-- The group that sets a body's agendas: a person of this record, or an office in words.
create table meetings.agenda_setters (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  person_id uuid references people.persons,
  office text not null check (office <> ''),
  source text not null default '',
  from_day date not null,
  until_day date,
  recorded_at timestamptz not null,
  check (until_day is null or until_day >= from_day)
);
create index agenda_setters_of_body on meetings.agenda_setters (body_id);

create table meetings.agenda_sign_offs (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  setter_id uuid not null references meetings.agenda_setters,
  -- Who it was, in words, and for whom if a deputy.
  name text not null check (name <> ''),
  signed_on date not null,
  remark text not null default '',
  -- The agenda as it was seen: its lines.
  seen jsonb not null,
  recorded_at timestamptz not null
);
create index sign_offs_of_meeting on meetings.agenda_sign_offs (meeting_id);

-- Terms adopted before this release say nothing of an agenda-setting group.
update bodies.terms_of_reference set terms = terms || '{"agendaSignOff": null}'
  where not terms ? 'agendaSignOff';

-- A body's forward plan is that of its latest pack.
create index packs_of_body on publishing.packs ((content -> 'body' ->> 'id'), published_at desc);
