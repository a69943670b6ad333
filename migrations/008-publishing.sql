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
  -- And as derived from the two contents, a sentence each; empty in the first version.
  changes jsonb not null default '[]',
  content jsonb not null,
  -- Which items and papers are in it, so that a thread finds them without reading every pack.
  item_ids uuid[] not null,
  paper_ids uuid[] not null,
  pdf_hash text not null references platform.files,
  pdf_pages integer not null check (pdf_pages > 0),
  pdf_size integer not null check (pdf_size > 0),
  unique (meeting_id, version)
);
create index packs_by_publication on publishing.packs (published_at desc);
create index packs_by_item on publishing.packs using gin (item_ids);
create index packs_by_paper on publishing.packs using gin (paper_ids);
select platform.show('publishing.packs');
