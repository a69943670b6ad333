-- One person, organisation or body that was entered twice: the entry that goes stays as a
-- signpost to the one that stays, so that an old id or address still leads somewhere.
alter table people.persons
  add merged_into uuid references people.persons check (merged_into <> id),
  add merged_on date,
  add check ((merged_into is null) = (merged_on is null));
alter table bodies.organisations
  add merged_into uuid references bodies.organisations check (merged_into <> id),
  add merged_on date,
  add check ((merged_into is null) = (merged_on is null));
alter table bodies.bodies
  add merged_into uuid references bodies.bodies check (merged_into <> id),
  add merged_on date,
  -- Each change of the description states the version it was made on.
  add version integer not null default 1,
  -- Why it was dissolved, for its public page.
  add dissolved_reason text not null default '',
  add check ((merged_into is null) = (merged_on is null));

-- A body's names are dated: what it was called up to and with a day. Its present name stands
-- with the body itself.
create table bodies.former_names (
  body_id uuid not null references bodies.bodies,
  name text not null check (name <> ''),
  until_day date not null,
  primary key (body_id, until_day)
);
-- Words that stood in its address; they lead to it for good.
create table bodies.former_slugs (
  slug text primary key,
  body_id uuid not null references bodies.bodies
);
create index former_slugs_of_body on bodies.former_slugs (body_id);
select platform.show(t) from unnest(array['bodies.former_names', 'bodies.former_slugs']::regclass[]) t;

-- One clerk taking over from another. Never public.
create table bodies.handovers (
  id uuid primary key,
  from_person_id uuid not null references people.persons,
  to_person_id uuid not null references people.persons,
  -- The first day of the one who takes over.
  on_day date not null,
  body_ids uuid[] not null,
  note text not null default '',
  -- What was handed over, a sentence each.
  handed_over jsonb not null default '[]',
  recorded_at timestamptz not null,
  check (from_person_id <> to_person_id)
);
create index handovers_from on bodies.handovers (from_person_id);
create index handovers_to on bodies.handovers (to_person_id);

-- An action handed on from one body's tracker to another's keeps its id and its history; its
-- number is of the tracker on which it stands, and the old one leads to it.
create table actions.hand_ons (
  id uuid primary key,
  action_id uuid not null references actions.actions,
  from_body_id uuid not null references bodies.bodies,
  from_number integer not null,
  -- As the body was called then.
  from_name text not null,
  to_body_id uuid not null references bodies.bodies,
  to_number integer not null,
  handed_on date not null,
  reason text not null default '',
  recorded_at timestamptz not null
);
create index hand_ons_of_action on actions.hand_ons (action_id, recorded_at);
create index hand_ons_by_number on actions.hand_ons (from_body_id, from_number);
create table actions.owner_changes (
  id uuid primary key,
  action_id uuid not null references actions.actions,
  from_person_id uuid references people.persons,
  from_label text not null,
  to_person_id uuid references people.persons,
  to_label text not null,
  changed_on date not null,
  reason text not null default '',
  recorded_at timestamptz not null
);
create index owner_changes_of_action on actions.owner_changes (action_id, recorded_at);

-- The tracker of the body that takes over was published without what comes to it now: that
-- becomes public with its next publication. What the public saw before, it goes on seeing.
alter table actions.actions add held_since timestamptz, add public_since timestamptz;
alter table actions.deadlines add public_since timestamptz;
alter table actions.reports add public_since timestamptz;
alter table actions.closures add public_since timestamptz;
drop policy published on actions.actions;
create policy published on actions.actions for select to goldthread_public using (
  audience = 'public' and (public_since is not null or exists (select from actions.publications p
    where p.body_id = actions.body_id
      and p.published_at >= greatest(actions.recorded_at, actions.held_since))));
do $$
declare part text;
begin
  foreach part in array array['deadlines', 'reports', 'closures'] loop
    execute format('drop policy published on actions.%I', part);
    execute format($policy$
      create policy published on actions.%1$I for select to goldthread_public using (
        action_id in (select id from actions.actions) and (public_since is not null or exists (
          select from actions.actions a join actions.publications p on p.body_id = a.body_id
          where a.id = %1$I.action_id
            and p.published_at >= greatest(%1$I.recorded_at, a.held_since))))
    $policy$, part);
  end loop;
end $$;
select platform.show(t, 'action_id in (select id from actions.actions)')
  from unnest(array['actions.hand_ons', 'actions.owner_changes']::regclass[]) t;

-- The same for a register that comes to another body.
alter table interests.declarations add held_since timestamptz, add public_since timestamptz;
drop policy published on interests.declarations;
create policy published on interests.declarations for select to goldthread_public using (
  not sensitive and (public_since is not null or exists (select from interests.publications p
    where p.body_id = declarations.body_id
      and p.published_at >= greatest(declarations.recorded_at, declarations.held_since))));

-- A question handed on stays with the body that was asked for those who look it up there.
alter table voices.questions add handed_on_from uuid references bodies.bodies;

-- Letters and e-mails to and from a body.
create table voices.letters (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  direction text not null check (direction in ('received', 'sent')),
  form text not null check (form in ('letter', 'e-mail')),
  -- The day it bears, as precisely as it is known.
  dated_on date not null,
  dated_precision text not null default 'day' check (dated_precision in ('day', 'month', 'year')),
  -- Who wrote it, or to whom: an organisation or an office. A private person is only that.
  correspondent text not null check (correspondent <> ''),
  organisation_id uuid references bodies.organisations,
  private_person boolean not null default false,
  subject text not null check (subject <> ''),
  summary text not null default '',
  in_reply_to uuid references voices.letters,
  -- Whether an answer is awaited, from whom of ours, and by when.
  reply_wanted boolean not null default false,
  reply_owner_id uuid references people.persons,
  reply_due date,
  -- The meeting that received it, and under which item.
  meeting_id uuid references meetings.meetings,
  item_id uuid references meetings.agenda_items,
  put_at timestamptz,
  audience text not null default 'members' check (audience in ('public', 'members', 'private')),
  private_reason text not null default '',
  published_at timestamptz,
  handed_on_from uuid references bodies.bodies,
  recorded_at timestamptz not null,
  version integer not null default 1,
  check (audience <> 'private' or private_reason <> ''),
  check (audience = 'public' or published_at is null),
  check (not private_person or audience <> 'public')
);
create index letters_of_body on voices.letters (body_id, dated_on);
create index letters_of_meeting on voices.letters (meeting_id);
create index letters_answering on voices.letters (in_reply_to);
create index letters_owed on voices.letters (reply_owner_id);
-- The name and address of a private person: never public, never in the journal.
create table voices.letter_writers (
  letter_id uuid primary key references voices.letters,
  name text not null,
  address text not null default ''
);
create table voices.letter_points (
  id uuid primary key,
  letter_id uuid not null references voices.letters,
  number integer not null check (number > 0),
  text text not null check (text <> ''),
  unique (letter_id, number)
);
create table voices.letter_answers (
  id uuid primary key,
  point_id uuid not null references voices.letter_points,
  -- The reply in which the answer stands.
  letter_id uuid not null references voices.letters,
  outcome text not null check (outcome in ('provided', 'partly answered', 'signposted',
    'agreed in principle', 'refused', 'not answered')),
  text text not null default '',
  recorded_at timestamptz not null,
  unique (point_id, letter_id)
);
create index answers_of_letter on voices.letter_answers (letter_id);
create table voices.letter_files (
  id uuid primary key,
  letter_id uuid not null references voices.letters,
  position integer not null,
  name text not null,
  description text not null default '',
  hash text not null references platform.files,
  media_type text not null,
  size integer not null,
  pages integer,
  recorded_at timestamptz not null
);
create index files_of_letter on voices.letter_files (letter_id, position);

-- A letter is public once it is published, or once the minutes of the meeting that received it are.
select platform.show('voices.letters', $$
  audience = 'public' and (published_at is not null or exists (
    select from meetings.published_minutes p
    where p.meeting_id = letters.meeting_id and p.published_at >= letters.put_at))
$$);
select platform.show('voices.letter_points', 'letter_id in (select id from voices.letters)');
-- An answer shows with the reply in which it stands.
select platform.show('voices.letter_answers', 'letter_id in (select id from voices.letters)');
-- Its files are released only when it is published itself.
select platform.show('voices.letter_files',
  'letter_id in (select id from voices.letters where published_at is not null)');
