-- What was erased, as signed-in persons see it (decisions 23 and 29): that it was and why, with the
-- file or the line; what is to be redacted or kept is read by the pages of the room alone.
grant usage on schema keeping to goldthread_person;
select platform.show_to_persons(t)
  from unnest(array['platform.erasures', 'platform.erased_things']::regclass[]) t;
select platform.show_to_persons('platform.erased_files',
  'hash in (select hash from platform.file_releases) or meetings.sees_file(hash)');
select platform.show_to_persons('platform.erased_lines',
  '(select cardinality(people.scopes_where(''see the history'')) > 0)');
grant select on keeping.public_changes to goldthread_person;
