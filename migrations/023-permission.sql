-- A signed-in person's request reads as a third role, goldthread_person, which can write
-- nothing and sees by person: the connection says who asks, and on which day. What acts, and
-- whatever acts for nobody (jobs, the command line, loading, backup), stays goldthread_app.
do $$
begin
  if not exists (select from pg_roles where rolname = 'goldthread_person') then
    create role goldthread_person nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of the cluster was quicker
end $$;
do $$
begin
  execute format('grant goldthread_person to %I', current_user);
exception when insufficient_privilege then
  if not pg_has_role(current_user, 'goldthread_person', 'member') then raise; end if;
end $$;

-- What each role permits. The rules of the house have it too, and a test holds the two equal:
-- who changes one writes a migration for the other.
create table people.role_permissions (
  role text not null,
  permission text not null,
  primary key (role, permission)
);
insert into people.role_permissions (role, permission)
select role, unnest(permissions) from (values
  ('administrator', array['see the workspace', 'administer people', 'administer bodies', 'keep the body',
    'see the history']),
  ('clerk', array['see the history', 'redact', 'dispose of records', 'see the workspace', 'see drafts', 'see private papers', 'take part', 'declare interests',
    'report on actions', 'keep the body', 'arrange meetings', 'set the agenda', 'submit papers',
    'take attendance', 'record decisions', 'keep minutes', 'publish', 'raise actions', 'close actions',
    'keep interests', 'handle questions', 'see replies', 'keep correspondence', 'report on the body']),
  ('chair', array['see the history', 'see the workspace', 'see drafts', 'see private papers', 'take part', 'declare interests',
    'report on actions', 'set the agenda', 'approve minutes as chair', 'see replies', 'report on the body']),
  ('member', array['see the workspace', 'see drafts', 'see private papers', 'take part', 'declare interests',
    'report on actions']),
  ('executive lead', array['see the workspace', 'see drafts', 'take part', 'submit papers', 'report on actions',
    'declare interests']),
  ('risk lead', array['see the workspace', 'see drafts', 'report on actions', 'declare interests']),
  ('information officer', array['see the workspace', 'see drafts', 'handle questions', 'keep correspondence',
    'declare interests']),
  ('analyst', array['see the workspace', 'declare interests']),
  ('auditor', array['see the workspace', 'see drafts', 'see private papers', 'see replies', 'see the history'])
) as given (role, permissions);
-- The app reads it; only a migration changes it.
revoke insert, update, delete on people.role_permissions from goldthread_app;

-- ── Who asks ────────────────────────────────────────────────────────────────

-- Null where the connection was not told, and then it sees nothing that is not public.
create function people.asking() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('goldthread.person', true), '')::uuid
$$;
create function people.asked_on() returns date language sql stable parallel safe as $$
  select nullif(current_setting('goldthread.day', true), '')::date
$$;

-- Somebody of this record who is still in it.
create function people.is_somebody() returns boolean language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select exists (select from people.persons
    where id = people.asking() and removed_on is null and merged_into is null)
$$;

-- Within which scopes whoever asks holds a permission on the day; the nil id stands for
-- everywhere. In a policy it stands in a subquery, so that it is asked once for a statement.
create function people.scopes_where(wanted text) returns uuid[] language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct coalesce(g.scope, '00000000-0000-0000-0000-000000000000')), '{}')
  from people.grants g
  join people.role_permissions r on r.role = g.role and r.permission = wanted
  where g.person_id = people.asking() and people.is_somebody()
    and g.from_day <= people.asked_on() and (g.until_day is null or g.until_day >= people.asked_on())
$$;

-- Whether whoever asks holds a permission within a scope.
create function people.sees(wanted text, scope uuid) returns boolean language sql stable as $$
  select array[scope, '00000000-0000-0000-0000-000000000000'::uuid] && people.scopes_where(wanted)
$$;
revoke all on function people.scopes_where(text), people.is_somebody(), people.sees(text, uuid) from public;
grant execute on function people.scopes_where(text), people.is_somebody(), people.sees(text, uuid)
  to goldthread_person, goldthread_app;

-- The condition of a policy: the permission within the body whose id stands in a column.
create function platform.may(wanted text, scope text default 'body_id') returns text
language sql immutable as $$
  select format('(array[%s, ''00000000-0000-0000-0000-000000000000''::uuid] && (select people.scopes_where(%L)))',
    scope, wanted)
$$;
-- The same, within the body of the meeting that a row belongs to.
create function platform.may_at(wanted text, meeting text default 'meeting_id') returns text
language sql immutable as $$
  select format('exists (select from meetings.meetings as of_it where of_it.id = %s and %s)',
    meeting, platform.may(wanted, 'of_it.body_id'))
$$;

-- Lets signed-in persons read the rows of a table that meet a condition, and of them only the
-- columns that are named, where any are. A table without this call they cannot read at all.
create function platform.show_to_persons(shown regclass, condition text default 'true', columns text default '')
returns void language plpgsql as $$
begin
  if not (select relrowsecurity from pg_class where oid = shown) then
    execute format('alter table %s enable row level security', shown);
    execute format('create policy staff on %s to goldthread_app using (true) with check (true)', shown);
  end if;
  execute format('drop policy if exists by_person on %s', shown);
  execute format('create policy by_person on %s for select to goldthread_person using (%s)', shown, condition);
  execute format('grant select %s on %s to goldthread_person',
    case when columns = '' then '' else '(' || columns || ')' end, shown);
end $$;

do $$
declare room text;
begin
  foreach room in array array['platform', 'people', 'bodies', 'interests', 'actions', 'meetings', 'voices',
    'publishing', 'duties', 'reports'] loop
    execute format('grant usage on schema %I to goldthread_person', room);
  end loop;
end $$;

-- ── What everybody may see, signed in or not ────────────────────────────────

select platform.show_to_persons(t) from unnest(array['people.persons', 'bodies.organisations',
  'bodies.organisation_names', 'bodies.organisation_codes', 'bodies.places', 'bodies.place_organisations',
  'bodies.bodies', 'bodies.reporting_lines', 'bodies.seats', 'bodies.appointments', 'bodies.deputies',
  'bodies.offices', 'bodies.participants', 'bodies.terms_of_reference', 'bodies.stated_members',
  'bodies.attendance_totals', 'bodies.delegations', 'bodies.attendance_corrections', 'bodies.former_names',
  'bodies.former_slugs', 'interests.publications', 'actions.publications', 'meetings.published_minutes',
  'meetings.published_decisions', 'meetings.published_years', 'meetings.published_outside',
  'meetings.call_ins', 'publishing.packs', 'reports.published_reports', 'platform.links',
  'platform.disregarded_days', 'platform.checkpoints', 'platform.file_releases']::regclass[]) t;
select platform.show_to_persons('platform.installation', $$name = 'organisation'$$);

-- ── People ──────────────────────────────────────────────────────────────────

-- Who holds which role is known to those who work here, and not to the public.
select platform.show_to_persons('people.grants', '(select people.is_somebody())');
select platform.show_to_persons('people.role_permissions', '(select people.is_somebody())');
-- An address is its owner's, the administrator's of people, and theirs who write to the members of a
-- body: for those who hold a role in it, sit in it, deputise or take part.
create function bodies.persons_written_to() returns setof uuid language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  with mine as (select b.id from bodies.bodies b where people.sees('arrange meetings', b.id)
    or people.sees('publish', b.id))
  select person_id from people.grants where scope in (select id from mine)
  union select a.person_id from bodies.appointments a join bodies.seats s on s.id = a.seat_id
    where s.body_id in (select id from mine)
  union select d.person_id from bodies.deputies d join bodies.seats s on s.id = d.seat_id
    where s.body_id in (select id from mine)
  union select person_id from bodies.offices where body_id in (select id from mine)
$$;
select platform.show_to_persons('people.contacts', format($$
  person_id = (select people.asking()) or %s
  or person_id in (select bodies.persons_written_to())
$$, platform.may('administer people', 'null::uuid')));
-- Of one's own sessions one sees that they are there; of links to sign in nothing.
select platform.show_to_persons(t, 'person_id = (select people.asking())', 'person_id, created_at, expires_at')
  from unnest(array['people.sessions', 'people.tokens']::regclass[]) t;

-- ── Bodies ──────────────────────────────────────────────────────────────────

select platform.show_to_persons('bodies.handovers', format($$
  (select people.asking()) in (from_person_id, to_person_id) or %s
  or (array_append(body_ids, '00000000-0000-0000-0000-000000000000') && (select people.scopes_where('keep the body')))
$$, platform.may('administer people', 'null::uuid')));

-- ── Interests ───────────────────────────────────────────────────────────────

-- A sensitive interest is for who declared it and who keeps the register (R-COI-9); any other that is
-- not published yet is for the body.
select platform.show_to_persons('interests.declarations', format($$
  person_id = (select people.asking()) or %s
  or (not sensitive and (%s or public_since is not null or exists (select from interests.publications p
    where p.body_id = declarations.body_id
      and p.published_at >= greatest(declarations.recorded_at, declarations.held_since))))
$$, platform.may('keep interests'), platform.may('see drafts')));
-- That somebody made a return, and when, is counted by whoever asks what is due: it is no secret.
create view interests.declared_days as
  select body_id, person_id, declared_on from interests.declarations where withdrawn_on is null;
grant select on interests.declared_days to goldthread_app, goldthread_person;

-- ── Actions ─────────────────────────────────────────────────────────────────

create function actions.is_mine(action uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select exists (select from actions.owners where action_id = action and person_id = people.asking())
$$;
select platform.show_to_persons('actions.actions', format($$
  case audience when 'public' then (select people.is_somebody()) when 'members' then %s else %s end
  or actions.is_mine(id)
$$, platform.may('see drafts'), platform.may('see private papers')));
select platform.show_to_persons(t, 'exists (select from actions.actions a where a.id = action_id)')
  from unnest(array['actions.owners', 'actions.deadlines', 'actions.reports', 'actions.closures',
    'actions.hand_ons', 'actions.owner_changes']::regclass[]) t;
select platform.show_to_persons('actions.reviews', '(select people.is_somebody())');

-- ── Meetings ────────────────────────────────────────────────────────────────

-- That a meeting is planned is known to all who work here: a clerk must see what it clashes with.
select platform.show_to_persons(t, '(select people.is_somebody())')
  from unnest(array['meetings.meetings', 'meetings.notices', 'meetings.decision_reports',
    'meetings.decision_changes', 'meetings.recordings', 'meetings.room_boards']::regclass[]) t;
-- Who came, and what was done by which day, is counted by all who see the workspace of the body.
select platform.show_to_persons(t, platform.may_at('see the workspace'))
  from unnest(array['meetings.attendances', 'meetings.sittings', 'meetings.minutes_steps', 'meetings.rooms',
    'meetings.agenda_issued', 'meetings.invitation_rounds']::regclass[]) t;

select platform.show_to_persons('meetings.agenda_items', format($$
  case audience when 'public' then %s else %s end
$$, platform.may_at('see drafts'), platform.may_at('see private papers')));
select platform.show_to_persons(t, 'exists (select from meetings.agenda_items i where i.id = item_id)')
  from unnest(array['meetings.papers', 'meetings.item_treatments', 'meetings.decisions',
    'meetings.minutes_corrections']::regclass[]) t;
select platform.show_to_persons('meetings.paper_files',
  'exists (select from meetings.papers p where p.id = paper_id)');
select platform.show_to_persons('meetings.declarations', format(
  'case when item_id is null then %s else exists (select from meetings.agenda_items i where i.id = item_id) end',
  platform.may_at('see the workspace')));
select platform.show_to_persons('meetings.exclusions', platform.may_at('see drafts'));
-- The public's register asks with the eyes of whoever looks.
grant select on meetings.register to goldthread_person;
-- What was decided, by kind and outcome, is counted; its words are for those who see the item.
create view meetings.decisions_taken as
  select d.id, d.meeting_id, d.item_id, d.position, d.verb, d.outcome,
    case when seen.seen then d.text else '' end as text, case when seen.seen then d.for_body else '' end as for_body
  from meetings.decisions d
  join meetings.meetings m on m.id = d.meeting_id
  join meetings.agenda_items i on i.id = d.item_id
  cross join lateral (select current_user <> 'goldthread_person' or people.sees(
    case i.audience when 'public' then 'see drafts' else 'see private papers' end, m.body_id) as seen) seen
  where current_user <> 'goldthread_person' or people.sees('see the workspace', m.body_id);
grant select on meetings.decisions_taken to goldthread_app, goldthread_person;

-- When minutes were saved is counted; their text is read through the view below, without the
-- entries of private items for those who may not see them.
select platform.show_to_persons('meetings.minutes_drafts', platform.may_at('see the workspace'),
  'meeting_id, version, saved_at, saved_on, saved_by');
create view meetings.minutes_texts as
  select d.meeting_id, d.version,
    case when current_user <> 'goldthread_person' or people.sees('see private papers', m.body_id) then d.entries
      else coalesce((select jsonb_agg(e order by at) from jsonb_array_elements(d.entries) with ordinality as l (e, at)
        where not exists (select from meetings.agenda_items i
          where i.id::text = e ->> 'item' and i.audience = 'private')), '[]') end as entries,
    d.saved_at, d.saved_on, d.saved_by
  from meetings.minutes_drafts d join meetings.meetings m on m.id = d.meeting_id
  where current_user <> 'goldthread_person' or people.sees('see drafts', m.body_id);
grant select on meetings.minutes_texts to goldthread_app, goldthread_person;

-- The life of the room. Who came and went decides the quorum and is counted; motions and votes
-- are for those who see the item they are about.
create function meetings.item_of_motion(fact uuid) returns uuid language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  with recursive chain as (
    select about, item_id, kind, 0 as step from meetings.proceedings where id = fact
    union all
    select p.about, p.item_id, p.kind, step + 1 from chain join meetings.proceedings p on p.id = chain.about
      where step < 4 and chain.item_id is null)
  select item_id from chain where item_id is not null limit 1
$$;
select platform.show_to_persons('meetings.proceedings', format($$
  case when kind in ('motion put', 'motion withdrawn', 'vote opened', 'vote cast', 'vote closed')
    then %s or (%s and exists (select from meetings.agenda_items i where i.id = meetings.item_of_motion(proceedings.id)))
    else %s end
$$, platform.may_at('see private papers'), platform.may_at('see drafts'), platform.may_at('see the workspace')));

select platform.show_to_persons('meetings.invitations', format($$
  person_id = (select people.asking()) or exists (select from meetings.invitation_rounds r where r.id = round_id)
$$));
select platform.show_to_persons('meetings.replies', format($$
  exists (select from meetings.invitations i where i.id = invitation_id and i.person_id = (select people.asking()))
  or exists (select from meetings.invitations i join meetings.invitation_rounds r on r.id = i.round_id
    where i.id = invitation_id and %s)
$$, platform.may_at('see replies', 'r.meeting_id')));
-- Whoever is invited sees the round, also without a role in the body.
create function meetings.am_invited(round uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select exists (select from meetings.invitations where round_id = round and person_id = people.asking())
$$;
select platform.show_to_persons('meetings.invitation_rounds', format('%s or meetings.am_invited(id)',
  platform.may_at('see the workspace')));
select platform.show_to_persons('meetings.quorum_forecasts', platform.may_at('see replies'));

select platform.show_to_persons('meetings.recurring_items', platform.may('see drafts'));
select platform.show_to_persons('meetings.plan_items', format('case audience when ''public'' then %s else %s end',
  platform.may('see drafts'), platform.may('see private papers')));
select platform.show_to_persons('meetings.plan_steps',
  'exists (select from meetings.plan_items i where i.id = plan_item_id)');
select platform.show_to_persons('meetings.agenda_templates', platform.may('see private papers'));
select platform.show_to_persons('meetings.agenda_setters', platform.may('see the workspace'));
-- Who signed an agenda off is told; the agenda as it was seen holds private items, too.
select platform.show_to_persons('meetings.agenda_sign_offs', platform.may_at('see drafts'),
  'id, meeting_id, setter_id, name, signed_on, remark, recorded_at');
create view meetings.agendas_signed_off as
  select s.id, s.meeting_id, s.setter_id, s.name, s.signed_on, s.remark,
    case when current_user <> 'goldthread_person' or people.sees('see private papers', m.body_id) then s.seen
      else coalesce((select jsonb_agg(e order by at) from jsonb_array_elements(s.seen) with ordinality as l (e, at)
        where e ->> 'audience' = 'public'), '[]') end as seen,
    s.recorded_at
  from meetings.agenda_sign_offs s join meetings.meetings m on m.id = s.meeting_id
  where current_user <> 'goldthread_person' or people.sees('see drafts', m.body_id);
grant select on meetings.agendas_signed_off to goldthread_app, goldthread_person;
select platform.show_to_persons('meetings.reviews', platform.may_at('set the agenda'));

-- Decisions between meetings are for the body and whoever is asked; of the letters' links only
-- hashes are kept, and nobody needs them.
create function meetings.am_asked(correspondence uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select exists (select from meetings.correspondence_members
    where correspondence_id = correspondence and person_id = people.asking())
$$;
select platform.show_to_persons('meetings.correspondences', format('%s or meetings.am_asked(id)',
  platform.may('see drafts')));
select platform.show_to_persons('meetings.correspondence_members',
  'exists (select from meetings.correspondences c where c.id = correspondence_id)');
select platform.show_to_persons('meetings.correspondence_replies',
  'exists (select from meetings.correspondences c where c.id = correspondence_id)');
select platform.show_to_persons('meetings.officer_decisions', format(
  'case confidential_because when '''' then %s else %s end',
  platform.may('see drafts'), platform.may('see private papers')));
select platform.show_to_persons('meetings.outside_files', $$
  exists (select from meetings.correspondences c where c.id = decision_id)
  or exists (select from meetings.officer_decisions o where o.id = decision_id)
$$);

-- ── Voices ──────────────────────────────────────────────────────────────────

select platform.show_to_persons('voices.questions', format(
  'published_at is not null or %s or (item_id is not null and %s)',
  platform.may('handle questions'), platform.may('see drafts')));
select platform.show_to_persons('voices.askers', format(
  'exists (select from voices.questions q where q.id = question_id and %s)',
  platform.may('handle questions', 'q.body_id')));
-- That a question waits, and until when, is counted; its words are the asker's.
create view voices.question_days as
  select id, body_id, meeting_id, asked_on, reply_due, answered_on, declined_on from voices.questions;
grant select on voices.question_days to goldthread_app, goldthread_person;
select platform.show_to_persons('voices.letters', format($$
  reply_owner_id = (select people.asking())
  or case audience when 'private' then %s else %s end
  or (audience = 'public' and (published_at is not null or exists (select from meetings.published_minutes p
    where p.meeting_id = letters.meeting_id and p.published_at >= letters.put_at)))
$$, platform.may('keep correspondence'), platform.may('see drafts')));
select platform.show_to_persons('voices.letter_writers', format(
  'exists (select from voices.letters l where l.id = letter_id and %s)',
  platform.may('keep correspondence', 'l.body_id')));
select platform.show_to_persons(t, 'exists (select from voices.letters l where l.id = letter_id)')
  from unnest(array['voices.letter_points', 'voices.letter_answers', 'voices.letter_files']::regclass[]) t;

-- ── Publishing, duties, reports ─────────────────────────────────────────────

select platform.show_to_persons('publishing.agenda_snapshots', format($$
  exists (select from publishing.packs p where p.id = pack_id and (%s
    or (%s and not items @@ '$[*].audience == "private"')))
$$, platform.may_at('see private papers', 'p.meeting_id'), platform.may_at('see drafts', 'p.meeting_id')));
select platform.show_to_persons('publishing.tellings', format('person_id = (select people.asking()) or %s',
  platform.may_at('see drafts')));
-- Up to where somebody has read is shown to nobody else.
select platform.show_to_persons('publishing.readings', 'person_id = (select people.asking())');
select platform.show_to_persons('duties.gaps', '(select people.is_somebody())');
select platform.show_to_persons('reports.assessments', platform.may('see the workspace'));
select platform.show_to_persons(t, 'exists (select from reports.assessments a where a.id = assessment_id)')
  from unnest(array['reports.assessment_drafts', 'reports.assessment_submissions']::regclass[]) t;

-- ── Files, letters, the journal ─────────────────────────────────────────────

-- A file is seen with the thing that it belongs to; a picture in a paper with its paper.
create function meetings.sees_file(wanted text) returns boolean language sql stable as $$
  select exists (select from meetings.paper_files f where f.hash = wanted)
    or exists (select from meetings.outside_files f where f.hash = wanted)
    or exists (select from voices.letter_files f where f.hash = wanted)
    or exists (select from meetings.paper_files f
      where jsonb_path_exists(f.twin -> 'pictures', '$.* ? (@ == $hash)', jsonb_build_object('hash', wanted)))
$$;
create index files_of_papers_by_hash on meetings.paper_files (hash);
create index outside_files_by_hash on meetings.outside_files (hash);
create index letter_files_by_hash on voices.letter_files (hash);
select platform.show_to_persons(t, 'hash in (select hash from platform.file_releases) or meetings.sees_file(hash)')
  from unnest(array['platform.files', 'platform.file_chunks']::regclass[]) t;

-- How a letter fares is told to those who send them; to whom it goes and what it says to nobody.
select platform.show_to_persons('platform.letters',
  $$(select cardinality(people.scopes_where('see replies')) > 0 or cardinality(people.scopes_where('publish')) > 0)$$,
  'id, key, written_at, due_at, attempts, last_fault, sent_at, given_up_at');

-- A line of the journal holds what was before and after: it is seen by those who may see all of the
-- thing it is about. A kind of thing that is not named here is seen by nobody.
create function platform.sees_line(kind text, id text) returns boolean language sql stable as $$
  select case
    when kind in ('body', 'organisation', 'place', 'day', 'migration', 'installation')
      then (select cardinality(people.scopes_where('see the workspace')) > 0)
    when id !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then false
    when kind = 'person' then people.sees('administer people', null) or id::uuid = people.asking()
    when kind = 'action' then exists (select from actions.actions a where a.id = sees_line.id::uuid)
    when kind = 'question' then exists (select from voices.questions q
      where q.id = sees_line.id::uuid and people.sees('handle questions', q.body_id))
    when kind = 'letter' then exists (select from voices.letters l
      where l.id = sees_line.id::uuid and people.sees('keep correspondence', l.body_id))
    when kind = 'declaration' then exists (select from interests.declarations d where d.id = sees_line.id::uuid)
    when kind in ('meeting', 'minutes') then exists (select from meetings.meetings m
      where m.id = sees_line.id::uuid and people.sees('see private papers', m.body_id))
    when kind = 'agenda-item' then exists (select from meetings.agenda_items i where i.id = sees_line.id::uuid)
    when kind = 'paper' then exists (select from meetings.papers p where p.id = sees_line.id::uuid)
    when kind = 'plan-item' then exists (select from meetings.plan_items i where i.id = sees_line.id::uuid)
    when kind = 'decision' then exists (select from meetings.decisions d where d.id = sees_line.id::uuid)
      or exists (select from meetings.correspondences c where c.id = sees_line.id::uuid)
      or exists (select from meetings.officer_decisions o where o.id = sees_line.id::uuid)
    when kind = 'assessment' then exists (select from reports.assessments a where a.id = sees_line.id::uuid)
    when kind = 'report' then exists (select from reports.published_reports r where r.id = sees_line.id::uuid)
    else false end
$$;
select platform.show_to_persons('platform.journal', 'platform.sees_line(subject_kind, subject_id)');
