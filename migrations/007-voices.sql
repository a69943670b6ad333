select platform.open_room('voices');

create table voices.questions (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  meeting_id uuid references meetings.meetings,
  asked_on date not null,
  text text not null check (text <> ''),
  -- How the asker is shown, if at all: 'a resident of Luton'.
  shown_as text not null default '',
  reply_due date,
  item_id uuid references meetings.agenda_items,
  answer text not null default '',
  answered_on date,
  recorded_at timestamptz not null,
  published_at timestamptz,
  -- Why a question was not put: repeated, about a person, not the body's business.
  declined_reason text not null default '',
  declined_on date
);
create index questions_of_body on voices.questions (body_id, asked_on);
create index questions_of_meeting on voices.questions (meeting_id);
-- Who asked is theirs: never public.
create table voices.askers (
  question_id uuid primary key references voices.questions,
  name text not null,
  email text not null
);
create index askers_by_email on voices.askers (lower(email));
select platform.show('voices.questions', 'published_at is not null');
