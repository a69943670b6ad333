select platform.open_room('publishing');

-- A pack is a numbered, frozen version of what a meeting held that day.
create table publishing.packs (
  id uuid primary key,
  meeting_id uuid not null references meetings.meetings,
  version integer not null check (version > 0),
  published_on date not null,
  published_at timestamptz not null,
  published_by uuid references people.persons,
  -- What changed since the version before, in the clerk's words.
  note text not null default '',
  content jsonb not null,
  pdf_hash text not null references platform.files,
  pdf_pages integer not null,
  unique (meeting_id, version)
);
select platform.show('publishing.packs');
