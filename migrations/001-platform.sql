-- Roles belong to the whole cluster, so they may be there already. The owner
-- migrates; staff pages write as goldthread_app; the public site reads as
-- goldthread_public, which sees only what policies let it see.
do $$
begin
  if not exists (select from pg_roles where rolname = 'goldthread_app') then
    create role goldthread_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'goldthread_public') then
    create role goldthread_public nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of the cluster was quicker
end $$;

-- Whoever migrates must be able to act as both. Since PostgreSQL 16 having made a role is
-- not enough for that; and where an administrator made them, the grant is theirs already.
do $$
begin
  execute format('grant goldthread_app, goldthread_public to %I', current_user);
exception when insufficient_privilege then
  if not (pg_has_role(current_user, 'goldthread_app', 'member')
      and pg_has_role(current_user, 'goldthread_public', 'member')) then
    raise;
  end if;
end $$;

grant usage on schema platform to goldthread_app, goldthread_public;

-- Opens a room's schema to the two roles below the owner. Tables stay shut to
-- the public until platform.show() names what it may see.
create function platform.open_room(room text) returns void language plpgsql as $$
begin
  execute format('create schema %I', room);
  execute format('grant usage on schema %I to goldthread_app, goldthread_public', room);
  execute format(
    'alter default privileges in schema %I grant select, insert, update, delete on tables to goldthread_app',
    room);
end $$;

-- Lets the public role read the rows of a table that meet a condition.
-- A table without this call cannot be read by the public at all.
create function platform.show(shown regclass, condition text default 'true') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', shown);
  execute format('create policy staff on %s to goldthread_app using (true) with check (true)', shown);
  execute format('create policy published on %s for select to goldthread_public using (%s)', shown, condition);
  execute format('grant select on %s to goldthread_public', shown);
end $$;

-- The journal: one chain for the record, one line for each act.
create table platform.journal (
  seq bigint primary key,
  at timestamptz not null,
  day date not null,
  person_id uuid,
  verb text not null,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  salt bytea not null,
  values_digest bytea not null,
  previous bytea not null,
  digest bytea not null unique
);
create index journal_by_subject on platform.journal (subject_kind, subject_id, seq);
grant select, insert on platform.journal to goldthread_app;

-- One row, locked by each act until it commits: lines are gap-free and in order.
create table platform.journal_head (
  only_one boolean primary key default true check (only_one),
  seq bigint not null,
  digest bytea not null
);
insert into platform.journal_head (seq, digest) values (0, '\x');
grant select, update on platform.journal_head to goldthread_app;

-- Any two things can be linked by a named relation.
create table platform.links (
  id uuid primary key,
  from_kind text not null,
  from_id uuid not null,
  relation text not null check (relation in ('answers', 'raises', 'decides', 'delivers', 'supports',
    'measures', 'threatens', 'mitigates', 'reports', 'cites')),
  to_kind text not null,
  to_id uuid not null,
  created_at timestamptz not null,
  unique (from_kind, from_id, relation, to_kind, to_id)
);
create index links_by_target on platform.links (to_kind, to_id);
grant select, insert, delete on platform.links to goldthread_app;
-- A link says only that two ids are tied; a page shows it when both ends may be seen.
select platform.show('platform.links');

-- Files lie in chunks, named by their SHA-256.
create table platform.files (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  size integer not null check (size > 0),
  stored_at timestamptz not null
);
create table platform.file_chunks (
  hash text not null references platform.files,
  position integer not null,
  bytes bytea not null,
  primary key (hash, position)
);
alter table platform.file_chunks alter column bytes set storage external;
create table platform.file_releases (
  hash text primary key references platform.files,
  released_at timestamptz not null
);
grant select, insert on platform.files, platform.file_chunks to goldthread_app;
grant select, insert, delete on platform.file_releases to goldthread_app;
select platform.show('platform.file_releases');
select platform.show('platform.files', 'hash in (select hash from platform.file_releases)');
select platform.show('platform.file_chunks', 'hash in (select hash from platform.file_releases)');

-- Local additions to the days that a counter leaves out (R-CAL-3): mourning,
-- Christmas and Easter breaks, a council's own closing days.
create table platform.disregarded_days (
  day date primary key,
  reason text not null check (reason <> ''),
  counters text[] not null,
  source text
);
grant select, insert, update, delete on platform.disregarded_days to goldthread_app;
select platform.show('platform.disregarded_days');

-- Facts about this installation: its record's name, its first set-up.
create table platform.installation (
  name text primary key,
  value jsonb not null
);
grant select, insert, update on platform.installation to goldthread_app;
select platform.show('platform.installation', $$name = 'organisation'$$);

-- The queue keeps its own tables; the app's role owns them.
create schema jobs;
grant all on schema jobs to goldthread_app;
