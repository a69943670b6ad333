-- Whom and which seat a published line of attendance tells of, where somebody has said so:
-- the line itself bears only the words of an office (R-TOR-11).
alter table bodies.attendance_totals
  add column person_id uuid references people.persons,
  add column seat_id uuid references bodies.seats;

select platform.open_room('duties');

-- What must happen by a day, and whether it did, is derived and stored nowhere. The one
-- thing that cannot be derived is that a record begins in the middle: somebody says so of
-- one duty of one meeting, with the reason, and it is then unknown instead of missed.
create table duties.gaps (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  kind text not null,
  reason text not null check (reason <> ''),
  stated_on date not null,
  stated_by uuid references people.persons,
  recorded_at timestamptz not null,
  unique (meeting_id, kind)
);
select platform.show('duties.gaps', $$
  exists (select from meetings.meetings m where m.id = gaps.meeting_id)
$$);

select platform.open_room('reports');

-- A body's assessment of itself for a year (R-TOR-16). Its figures are derived; what the
-- clerk and the chair write beside them is kept here, every save a version.
create table reports.assessments (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  year text not null check (year ~ '^\d{4}-\d{2}$'),
  begun_on date not null,
  begun_by uuid references people.persons,
  unique (body_id, year)
);
create table reports.assessment_drafts (
  assessment_id uuid not null references reports.assessments,
  version integer not null check (version > 0),
  sections jsonb not null,
  saved_on date not null,
  saved_at timestamptz not null,
  saved_by uuid references people.persons,
  primary key (assessment_id, version)
);
-- What was put before a meeting, frozen as it was then, under the paper that carries it.
create table reports.assessment_submissions (
  id uuid primary key,
  assessment_id uuid not null,
  version integer not null,
  meeting_id uuid not null references meetings.meetings,
  item_id uuid not null references meetings.agenda_items,
  paper_id uuid not null references meetings.papers,
  submitted_on date not null,
  recorded_at timestamptz not null,
  content jsonb not null,
  foreign key (assessment_id, version) references reports.assessment_drafts
);
create index submissions_of_assessment on reports.assessment_submissions (assessment_id);
-- Reports that the public has: numbered, frozen, with their files.
create table reports.published_reports (
  id uuid primary key,
  kind text not null check (kind in ('self-assessment')),
  body_id uuid not null references bodies.bodies,
  year text not null check (year ~ '^\d{4}-\d{2}$'),
  version integer not null check (version > 0),
  title text not null check (title <> ''),
  content jsonb not null,
  note text not null default '',
  approved_at_meeting uuid not null references meetings.meetings,
  approved_on date not null,
  published_on date not null,
  published_at timestamptz not null,
  published_by uuid references people.persons,
  pdf_hash text not null references platform.files,
  pdf_pages integer not null check (pdf_pages > 0),
  pdf_size integer not null check (pdf_size > 0),
  docx_hash text not null references platform.files,
  docx_size integer not null check (docx_size > 0),
  unique (kind, body_id, year, version)
);
create index reports_by_publication on reports.published_reports (published_at desc);
select platform.show('reports.published_reports');
