-- What an act changed, row by row, so that the tables can be held against the journal.
--
-- Each insert, update and delete of a table of the record leaves the digest of the row as it
-- then stood. The act's line in the journal claims the digests of its transaction and chains
-- them. A digest is salted, and what is chained of the salt is its own digest: a lawful erasure
-- takes the salt, after which nothing can be guessed from what is left and the chain still holds.
create table platform.row_changes (
  id bigint generated always as identity primary key,
  -- Whose change it is until a line claims it; null from then on.
  transaction xid8,
  table_name text not null,
  -- The row's primary key, as text.
  key text not null,
  salt uuid,
  salt_digest bytea not null,
  -- Null when the row was taken away.
  digest bytea,
  -- The line of the journal that claims it.
  seq bigint,
  check ((transaction is null) = (seq is not null))
);
create index row_changes_of_row on platform.row_changes (table_name, key, id desc);
create index row_changes_of_line on platform.row_changes (seq);
create index row_changes_unclaimed on platform.row_changes (transaction) where seq is null;
grant select on platform.row_changes to goldthread_app;

-- The digest of all that an act changed; null where nothing was, and in lines older than this table.
alter table platform.journal add column rows_digest bytea;

-- The tables of the record, with the columns of their keys and of their rows when they were last noted.
create table platform.kept_tables (
  table_name text primary key,
  key_columns text[] not null,
  row_columns text[] not null
);
grant select on platform.kept_tables to goldthread_app;

create function platform.salt_digest(salt uuid) returns bytea
  language sql immutable parallel safe
  as $$ select sha256(convert_to(salt::text, 'UTF8')) $$;

-- A row as PostgreSQL's own JSON, with its salt.
create function platform.row_digest(salt uuid, shown jsonb) returns bytea
  language sql immutable parallel safe
  as $$ select sha256(convert_to(salt::text || shown::text, 'UTF8')) $$;

-- The key of a row; of a table without one, the digest of the row itself.
create function platform.row_key(shown jsonb, columns text[]) returns text
  language sql immutable parallel safe
  as $$
    select case when cardinality(columns) = 0
      then encode(sha256(convert_to(shown::text, 'UTF8')), 'hex')
      else (select string_agg(shown ->> name, ' ' order by at)
        from unnest(columns) with ordinality as c (name, at)) end
  $$;

-- Notes what one statement changed. The arguments are the columns of the table's key.
create function platform.note_rows() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres'
  set bytea_output = 'hex' set extra_float_digits = 1
  as $$
declare
  named constant text := tg_table_schema || '.' || tg_table_name;
  columns constant text[] := coalesce(tg_argv, '{}');
begin
  if tg_op = 'DELETE' then
    insert into platform.row_changes (transaction, table_name, key, salt, salt_digest)
      select pg_current_xact_id(), named, key, salt, platform.salt_digest(salt)
      from (select platform.row_key(to_jsonb(o), columns) as key, gen_random_uuid() as salt
        from old_rows o offset 0) gone;
    return null;
  end if;
  if tg_op = 'UPDATE' then
    -- A row whose key was changed is gone under its old one.
    insert into platform.row_changes (transaction, table_name, key, salt, salt_digest)
      select pg_current_xact_id(), named, key, salt, platform.salt_digest(salt)
      from (select platform.row_key(to_jsonb(o), columns) as key, gen_random_uuid() as salt
        from old_rows o offset 0) gone
      where key not in (select platform.row_key(to_jsonb(n), columns) from new_rows n);
  end if;
  insert into platform.row_changes (transaction, table_name, key, salt, salt_digest, digest)
    select pg_current_xact_id(), named, platform.row_key(shown, columns), salt,
      platform.salt_digest(salt), platform.row_digest(salt, shown)
    from (select to_jsonb(n) as shown, gen_random_uuid() as salt from new_rows n offset 0) noted;
  return null;
end $$;
revoke all on function platform.note_rows() from public;

create function platform.columns_of(named regclass) returns text[]
  language sql stable
  as $$ select array_agg(attname::text order by attnum) from pg_attribute
    where attrelid = named and attnum > 0 and not attisdropped $$;

-- Notes every row of a table as it stands.
create function platform.note_table(named regclass, key_columns text[]) returns void
  language plpgsql
  set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres'
  set bytea_output = 'hex' set extra_float_digits = 1
  as $$
begin
  execute format(
    'insert into platform.row_changes (transaction, table_name, key, salt, salt_digest, digest)
      select pg_current_xact_id(), %L, platform.row_key(shown, %L), salt,
        platform.salt_digest(salt), platform.row_digest(salt, shown)
      from (select to_jsonb(t) as shown, gen_random_uuid() as salt from %s t offset 0) noted',
    (select nspname || '.' || relname from pg_class join pg_namespace n on n.oid = relnamespace
      where pg_class.oid = named), key_columns, named);
end $$;

-- Makes a table part of the record: from now on its rows are held against the journal.
create function platform.keep(named regclass) returns void
  language plpgsql as $$
declare
  full_name text;
  key_columns text[];
  event text;
begin
  select nspname || '.' || relname into full_name
    from pg_class join pg_namespace n on n.oid = relnamespace where pg_class.oid = named;
  select coalesce(array_agg(attname::text order by ordinality), '{}') into key_columns
    from pg_index, unnest(indkey) with ordinality k (attnum, ordinality)
    join pg_attribute a on a.attrelid = named and a.attnum = k.attnum
    where indrelid = named and indisprimary;
  insert into platform.kept_tables values (full_name, key_columns, platform.columns_of(named));
  for event in select unnest(array['insert', 'update', 'delete']) loop
    execute format(
      'create trigger note_%s after %s on %s referencing %s for each statement execute function platform.note_rows(%s)',
      event, event, named,
      case event when 'insert' then 'new table as new_rows' when 'delete' then 'old table as old_rows'
        else 'old table as old_rows new table as new_rows' end,
      (select coalesce(string_agg(quote_literal(name), ', '), '') from unnest(key_columns) name));
  end loop;
  perform platform.note_table(named, key_columns);
end $$;

-- After a migration: a table with other columns has other rows, though nobody acted on them.
create function platform.note_altered_tables() returns void
  language plpgsql as $$
declare
  kept record;
begin
  for kept in select * from platform.kept_tables
    where row_columns <> platform.columns_of(table_name::regclass) loop
    perform platform.note_table(kept.table_name::regclass, kept.key_columns);
    update platform.kept_tables set row_columns = platform.columns_of(kept.table_name::regclass)
      where table_name = kept.table_name;
  end loop;
end $$;

-- What a line of the journal chains of the rows it claims; every column of theirs is in it.
create function platform.digest_of_changes(claimed bigint) returns bytea
  language sql stable
  set search_path = pg_catalog, pg_temp
  as $$
    select sha256(string_agg(
      convert_to(concat_ws(' ', id, table_name, key, encode(salt_digest, 'hex'),
        coalesce(encode(digest, 'hex'), 'gone')), 'UTF8'), '\x0a' order by id))
    from platform.row_changes where seq = claimed
  $$;

-- Claims for a line what this transaction has changed since its last one, and answers with
-- its digest; null where nothing was changed.
create function platform.claim_rows(claiming bigint) returns bytea
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  update platform.row_changes set seq = claiming, transaction = null
    where transaction = pg_current_xact_id() and seq is null;
  return platform.digest_of_changes(claiming);
end $$;
revoke all on function platform.claim_rows(bigint) from public;
grant execute on function platform.claim_rows(bigint) to goldthread_app;

-- Sessions, tokens, links for signing in, letters, chunks of files (which their names check)
-- and facts about the installation are not the record; all other tables of the rooms are.
select platform.keep(format('%I.%I', schemaname, tablename)::regclass)
from pg_tables
where (schemaname not in ('platform', 'jobs', 'public', 'information_schema') and schemaname not like 'pg\_%'
    and (schemaname, tablename) not in (('people', 'sessions'), ('people', 'sign_in_links'), ('people', 'tokens')))
  or (schemaname = 'platform' and tablename in ('links', 'files', 'file_releases', 'disregarded_days'))
order by schemaname, tablename;
