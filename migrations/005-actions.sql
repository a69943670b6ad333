select platform.open_room('actions');

-- An action belongs to the tracker of a body, whoever raised it. Its state and
-- colour are derived from the facts below and never stored (R-ACT-6).
create table actions.actions (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  number integer not null check (number > 0),
  text text not null check (text <> ''),
  item_title text not null default '',
  raised_on date not null,
  -- Where it came from: a meeting's item, a question. The room is not told.
  source_kind text,
  source_id uuid,
  audience text not null default 'public' check (audience in ('public', 'members', 'private')),
  private_reason text not null default '',
  recorded_at timestamptz not null,
  unique (body_id, number),
  check (audience = 'public' or private_reason <> '')
);
create index actions_of_source on actions.actions (source_kind, source_id);

create table actions.owners (
  action_id uuid not null references actions.actions,
  position integer not null,
  person_id uuid references people.persons,
  -- 'All members', where no person is named.
  label text not null,
  primary key (action_id, position)
);
create table actions.deadlines (
  id uuid primary key,
  action_id uuid not null references actions.actions,
  set_on date not null,
  text text not null,
  day date,
  review_on date,
  reason text not null default '',
  recorded_at timestamptz not null
);
create index deadlines_of_action on actions.deadlines (action_id, recorded_at);
create table actions.reports (
  id uuid primary key,
  action_id uuid not null references actions.actions,
  reported_on date not null,
  what text not null check (what in ('not started', 'started on track', 'off track', 'complete', 'position only')),
  position text not null default '',
  proposes_closure_on date,
  person_id uuid references people.persons,
  recorded_at timestamptz not null
);
create index reports_of_action on actions.reports (action_id, recorded_at);
create table actions.closures (
  action_id uuid primary key references actions.actions,
  closed_on date not null,
  meeting_id uuid not null,
  evidence text not null check (evidence <> ''),
  recorded_at timestamptz not null
);
-- The meetings at which a body went through its tracker (R-ACT-5).
create table actions.reviews (
  body_id uuid not null references bodies.bodies,
  meeting_id uuid not null,
  day date not null,
  kind text not null check (kind in ('formal', 'informal', 'workshop')),
  recorded_at timestamptz not null,
  primary key (body_id, meeting_id)
);
-- The tracker is public up to its latest publication: with a pack, with minutes, or on its own.
create table actions.publications (
  body_id uuid not null references bodies.bodies,
  published_at timestamptz not null,
  primary key (body_id, published_at)
);
select platform.show('actions.publications');
select platform.show('actions.actions', $$
  audience = 'public' and exists (select from actions.publications p
    where p.body_id = actions.body_id and p.published_at >= actions.recorded_at)
$$);
select platform.show('actions.owners', 'action_id in (select id from actions.actions)');
select platform.show('actions.' || t, format($$
  exists (select from actions.actions a join actions.publications p on p.body_id = a.body_id
    where a.id = %I.action_id and p.published_at >= %I.recorded_at)
$$, t, t)) from unnest(array['deadlines', 'reports', 'closures']) t;
select platform.show('actions.reviews', $$
  exists (select from actions.publications p
    where p.body_id = reviews.body_id and p.published_at >= reviews.recorded_at)
$$);
