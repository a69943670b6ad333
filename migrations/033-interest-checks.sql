-- What was answered to something that the checks of a register of interests found: that it is no
-- fault and why, or that this no longer holds. What they find is worked out on reading.
create table reports.interest_answers (
  id uuid primary key,
  place bigint generated always as identity,
  body_id uuid not null references bodies.bodies,
  -- What was found, by its check and the things it is about; and the people whom it concerned then.
  about text not null check (about <> ''),
  people uuid[] not null,
  outcome text not null check (outcome in ('no fault', 'taken back')),
  word text not null check (word <> ''),
  answered_on date not null,
  answered_by uuid references people.persons,
  recorded_at timestamptz not null
);
create index interest_answers_of_body on reports.interest_answers (body_id, place);
select platform.keep('reports.interest_answers');
-- A word may tell of an interest that is sensitive, so it is for who keeps the register (R-COI-12).
select platform.show_to_persons('reports.interest_answers', platform.may('keep interests'));
