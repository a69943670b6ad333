-- Letters that the house sends by e-mail. A letter is written in the transaction of the act
-- that asks for it, and sent afterwards; never public.
create table platform.letters (
  id uuid primary key,
  -- What the letter is about: 'invitation/MEETING/PERSON'. Writing it twice writes one.
  key text not null unique,
  recipient text not null check (recipient <> ''),
  subject text not null check (subject <> ''),
  -- Taken away once it is sent: it may carry a reply link that is its receiver's alone.
  body text,
  written_at timestamptz not null,
  -- Not before this instant: after a failure it waits longer each time.
  due_at timestamptz not null,
  attempts integer not null default 0,
  last_fault text not null default '',
  sent_at timestamptz,
  -- Refused for good by the receiving side, or tried often enough.
  given_up_at timestamptz
);
create index letters_to_send on platform.letters (due_at) where sent_at is null and given_up_at is null;
grant select, insert, update on platform.letters to goldthread_app;
