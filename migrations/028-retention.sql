-- How long each class of record is kept, and what a named person decided when that was over
-- (decision 30). Nothing is disposed of by itself.

-- A body's own period for a class, from a day; without one, the product's own stands.
create table keeping.retention_periods (
  body_id uuid not null references bodies.bodies,
  class text not null,
  from_day date not null,
  -- Null: for ever.
  months integer check (months > 0),
  source text not null check (source <> ''),
  primary key (body_id, class, from_day)
);

-- What was decided of a thing that was due: kept with a reason until another review, handed to
-- the archive, or disposed of by an erasure.
create table keeping.retention_reviews (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  class text not null,
  thing_kind text not null,
  thing_id uuid not null,
  decided_on date not null,
  decided_by uuid references people.persons,
  outcome text not null check (outcome in ('kept', 'to the archive', 'disposed of')),
  reason text not null check (reason <> ''),
  review_on date,
  erasure_id uuid references platform.erasures,
  recorded_at timestamptz not null,
  check ((outcome = 'kept') = (review_on is not null)),
  check ((outcome = 'disposed of') = (erasure_id is not null))
);
create index retention_reviews_of_thing on keeping.retention_reviews (thing_kind, thing_id, recorded_at desc);
select platform.keep(t) from unnest(array['keeping.retention_periods', 'keeping.retention_reviews']::regclass[]) t;
