-- Lawful erasure, and what has changed since publication (decision 29).
--
-- An erasure takes the values and salts beside the chain and leaves the chain as it is. It is itself
-- an act with a line in the journal; which lines, and which files, went with it is part of the record.
alter table platform.journal alter column salt drop not null;

create table platform.erasures (
  id uuid primary key,
  grounds text not null check (grounds in ('redaction', 'disposal')),
  erased_on date not null,
  -- For everybody: why, and the law that says so. Never what was erased.
  reason text not null check (reason <> ''),
  source text not null check (source <> ''),
  -- What stands in the place of each passage.
  mark text not null check (mark <> ''),
  recorded_at timestamptz not null
);
grant select, insert on platform.erasures to goldthread_app;
select platform.show('platform.erasures');

-- Written by platform.erase() alone.
create table platform.erased_lines (
  seq bigint primary key,
  erasure_id uuid not null references platform.erasures
);
create table platform.erased_files (
  hash text primary key references platform.files,
  erasure_id uuid not null references platform.erasures
);
grant select on platform.erased_lines, platform.erased_files to goldthread_app;
select platform.show('platform.erased_files', 'hash in (select hash from platform.file_releases)');

-- Which public things an erasure touched, for "what changed".
create table platform.erased_things (
  erasure_id uuid not null references platform.erasures,
  subject_kind text not null,
  subject_id uuid not null,
  primary key (erasure_id, subject_kind, subject_id)
);
create index erased_things_by_subject on platform.erased_things (subject_kind, subject_id);
grant select, insert on platform.erased_things to goldthread_app;
select platform.show('platform.erased_things');

select platform.keep(t) from unnest(array['platform.erasures', 'platform.erased_lines',
  'platform.erased_files', 'platform.erased_things']::regclass[]) t;

-- Takes values and salts, and nothing else. It wants the erasure's own row written in the same
-- transaction; lines that still have their values; rows that this transaction has changed, of
-- which it takes the salts of what they were; and files that are there. Anything else is a fault.
create function platform.erase(erasure uuid, lines bigint[], changed jsonb, hashes text[]) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  taken bigint;
begin
  if not exists (select from platform.erasures
      where id = erasure and xmin = pg_current_xact_id()::xid) then
    raise exception 'An erasure is done in the transaction that records it.';
  end if;
  update platform.journal set before = null, after = null, salt = null
    where seq = any (lines) and salt is not null;
  get diagnostics taken = row_count;
  if taken <> cardinality(lines) then
    raise exception 'A line of the journal to be erased is not there, or was erased before.';
  end if;
  insert into platform.erased_lines select unnest(lines), erasure;
  if exists (select from jsonb_to_recordset(changed) as r (table_name text, key text)
      where not exists (select from platform.row_changes c
        where c.table_name = r.table_name and c.key = r.key
          and c.transaction = pg_current_xact_id())) then
    raise exception 'Only of a row that this act changes are the earlier salts taken.';
  end if;
  update platform.row_changes c set salt = null
    from jsonb_to_recordset(changed) as r (table_name text, key text)
    where c.table_name = r.table_name and c.key = r.key and c.seq is not null;
  if exists (select from unnest(hashes) h where not exists (
      select from platform.files f where f.hash = h)) then
    raise exception 'A file to be erased is not there.';
  end if;
  delete from platform.file_chunks where hash = any (hashes);
  insert into platform.erased_files select unnest(hashes), erasure;
end $$;
revoke all on function platform.erase(uuid, bigint[], jsonb, text[]) from public;
grant execute on function platform.erase(uuid, bigint[], jsonb, text[]) to goldthread_app;

-- ── Whose a line of the journal is ──────────────────────────────────────────

select platform.open_room('keeping');

-- The body to which a thing of the record belongs; null where it belongs to none, or to nobody
-- this connection may see.
create function keeping.body_of(kind text, id text) returns uuid
  language plpgsql stable as $$
declare
  key uuid;
begin
  if id !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then return null; end if;
  key := id::uuid;
  return case kind
    when 'body' then key
    when 'meeting' then (select m.body_id from meetings.meetings m where m.id = key)
    when 'minutes' then (select m.body_id from meetings.meetings m where m.id = key)
    when 'agenda-item' then (select m.body_id from meetings.agenda_items i
      join meetings.meetings m on m.id = i.meeting_id where i.id = key)
    when 'paper' then (select m.body_id from meetings.papers p
      join meetings.agenda_items i on i.id = p.item_id
      join meetings.meetings m on m.id = i.meeting_id where p.id = key)
    when 'decision' then coalesce(
      (select m.body_id from meetings.decisions d join meetings.meetings m on m.id = d.meeting_id
        where d.id = key),
      (select d.body_id from meetings.correspondences d where d.id = key),
      (select d.body_id from meetings.officer_decisions d where d.id = key))
    when 'plan-item' then (select p.body_id from meetings.plan_items p where p.id = key)
    when 'action' then (select a.body_id from actions.actions a where a.id = key)
    when 'question' then (select q.body_id from voices.questions q where q.id = key)
    when 'letter' then (select l.body_id from voices.letters l where l.id = key)
    when 'assessment' then (select a.body_id from reports.assessments a where a.id = key)
    when 'report' then (select r.body_id from reports.published_reports r where r.id = key)
    when 'declaration' then (select d.body_id from interests.declarations d where d.id = key)
  end;
end $$;

-- A thing and its parts, as the journal speaks of them.
create function keeping.parts_of(of_kind text, of_id uuid) returns table (part_kind text, part_id text)
  language sql stable as $$
    select of_kind, of_id::text
    union all select 'minutes', of_id::text where of_kind = 'meeting'
    union all select 'agenda-item', i.id::text from meetings.agenda_items i
      where of_kind = 'meeting' and i.meeting_id = of_id
    union all select 'paper', p.id::text from meetings.papers p
      join meetings.agenda_items i on i.id = p.item_id
      where (of_kind = 'meeting' and i.meeting_id = of_id) or (of_kind = 'agenda-item' and i.id = of_id)
    union all select 'decision', d.id::text from meetings.decisions d
      where (of_kind = 'meeting' and d.meeting_id = of_id)
        or (of_kind = 'agenda-item' and d.item_id = of_id)
    union all select 'report', r.id::text from reports.published_reports r
      join reports.assessments a on a.body_id = r.body_id and a.year = r.year
      where of_kind = 'assessment' and a.id = of_id
  $$;
create index journal_newest_by_subject on platform.journal (subject_kind, subject_id, seq desc);
create index journal_by_person on platform.journal (person_id, seq desc);
create index journal_by_verb on platform.journal (verb, seq desc);

-- ── What changed, from what was published ───────────────────────────────────

create function keeping.in_words(day date) returns text language sql immutable
  as $$ select to_char(day, 'FMDD FMMonth YYYY') $$;
create function keeping.london_day(at timestamptz) returns date language sql stable
  as $$ select (at at time zone 'Europe/London')::date $$;

-- Each part reads tables that the public role reads, as that role may read them: what is not
-- public has no line here. A view with the rights of whoever asks.
create view keeping.public_changes with (security_invoker = true) as
  -- Meetings.
  select 'meeting' as subject_kind, n.meeting_id as subject_id, n.given_on as on_day,
    n.recorded_at as at, 'Notice given of the meeting on ' || keeping.in_words(n.for_day) as what,
    null::integer as version, null::text as href
  from meetings.notices n where n.kind = 'public notice'
  union all
  select 'meeting', m.id, m.became_on, m.became_at,
    upper(left(m.became, 1)) || substr(m.became, 2) || ': ' || m.became_why, null, null
  from meetings.meetings m where m.became is not null
  union all
  select 'meeting', m.id, (shift ->> 'on')::date, (shift ->> 'at')::timestamptz,
    'Time or place changed' || coalesce(': ' || nullif(shift ->> 'why', ''), ''), null, null
  from meetings.meetings m, jsonb_array_elements(m.shifts) shift
  union all
  select k.kind, p.meeting_id, p.published_on, p.published_at,
    case when p.extent = 'agenda' then 'Agenda' else 'Agenda and papers' end
      || case when p.version = 1 then ' published' else ' published again, as version ' || p.version end
      || coalesce(': ' || nullif(p.note, ''), '')
      || coalesce((select ': ' || string_agg(c ->> 'words', ' ' order by n)
        from jsonb_array_elements(p.changes) with ordinality as e (c, n)
        where n <= 3 and p.note = '' having count(*) > 0), ''),
    p.version, '/meetings/' || b.slug || '/' || m.slug || '/packs/' || p.version
  from publishing.packs p join meetings.meetings m on m.id = p.meeting_id
  join bodies.bodies b on b.id = m.body_id
  cross join (values ('meeting'), ('pack')) as k (kind)
  union all
  select 'meeting', p.meeting_id, p.published_on, p.published_at,
    case when p.version = 1 then 'Minutes published (' || p.state || ')'
      when jsonb_array_length(coalesce(p.content -> 'changes', '[]')) > 0
        then 'Minutes published again, as version ' || p.version || ' (' || p.state || '): '
          || (select string_agg(c, ' ' order by n)
            from jsonb_array_elements_text(p.content -> 'changes') with ordinality as e (c, n))
      else 'Minutes published again, as version ' || p.version || ' (' || p.state || ')' end
      || coalesce('. ' || nullif(p.content ->> 'note', ''), ''),
    p.version, '/meetings/' || b.slug || '/' || m.slug || '?version=' || p.version
  from meetings.published_minutes p join meetings.meetings m on m.id = p.meeting_id
  join bodies.bodies b on b.id = m.body_id
  union all
  select 'meeting', r.meeting_id, e.on_day, null, e.what, null, null
  from meetings.recordings r, lateral (values
    (r.published_on, 'Recording published'), (r.captioned_on, 'Captions added to the recording'),
    (r.deleted_on, 'Recording deleted' || coalesce(': ' || nullif(r.deleted_because, ''), ''))) as e (on_day, what)
  where e.on_day is not null
  -- Decisions.
  union all
  select 'decision', d.id, p.published_on, p.published_at,
    case when p.version = 1 then 'Published in the minutes (' || p.state || ')'
      else 'The minutes in which it stands were published again, as version ' || p.version
        || ' (' || p.state || ')' end,
    p.version, '/meetings/' || b.slug || '/' || m.slug || '?version=' || p.version
  from meetings.published_decisions d join meetings.published_minutes p on p.meeting_id = d.meeting_id
  join meetings.meetings m on m.id = d.meeting_id join bodies.bodies b on b.id = m.body_id
  union all
  select 'decision', o.id, o.published_on, o.published_at,
    case when o.version = 1 then 'Published' else 'Published again, as version ' || o.version end
      || coalesce(': ' || nullif(o.note, ''), ''), o.version, null
  from meetings.published_outside o
  union all
  select 'decision', c.decision_id, d.decided_on, c.recorded_at,
    upper(left(c.how, 1)) || substr(c.how, 2) || ' by a later decision', null,
    '/decisions/' || c.by_decision_id
  from meetings.decision_changes c join meetings.published_decisions d on d.id = c.by_decision_id
  union all
  select 'decision', c.decision_id, c.called_on, c.recorded_at, 'Called in: ' || c.why, null, null
  from meetings.call_ins c
  union all
  select 'decision', c.decision_id, c.resolved_on, null,
    'The call-in was settled: ' || c.outcome || coalesce('. ' || nullif(c.resolved_why, ''), ''), null, null
  from meetings.call_ins c where c.resolved_on is not null
  union all
  select 'decision', r.decision_id, m.day, r.recorded_at,
    'Reported to the meeting of ' || keeping.in_words(m.day), null,
    '/meetings/' || b.slug || '/' || m.slug
  from meetings.decision_reports r join meetings.meetings m on m.id = r.meeting_id
  join bodies.bodies b on b.id = m.body_id
  -- Actions.
  union all
  select 'action', a.id, a.raised_on, a.recorded_at, 'Raised', null, null from actions.actions a
  union all
  select 'action', d.action_id, d.set_on, d.recorded_at,
    'To be done ' || d.text || coalesce(': ' || nullif(d.reason, ''), ''), null, null
  from actions.deadlines d
  union all
  select 'action', r.action_id, r.reported_on, r.recorded_at,
    case r.what when 'position only' then 'Position reported' else 'Reported as ' || r.what end
      || coalesce(': ' || nullif(r.position, ''), ''), null, null
  from actions.reports r
  union all
  select 'action', c.action_id, c.closed_on, c.recorded_at, 'Closed: ' || c.evidence, null, null
  from actions.closures c
  union all
  select 'action', h.action_id, h.handed_on, h.recorded_at,
    'Handed on by ' || h.from_name || coalesce(': ' || nullif(h.reason, ''), ''), null, null
  from actions.hand_ons h
  union all
  select 'action', o.action_id, o.changed_on, o.recorded_at,
    'From ' || o.from_label || ' to ' || o.to_label || coalesce(': ' || nullif(o.reason, ''), ''), null, null
  from actions.owner_changes o
  -- Bodies, and what each publishes of itself.
  union all
  select 'body', b.id, e.on_day, null, e.what, null, null
  from bodies.bodies b, lateral (values (b.established_on, 'Established'),
    (b.dissolved_on, 'Dissolved' || coalesce(': ' || nullif(b.dissolved_reason, ''), ''))) as e (on_day, what)
  where e.on_day is not null
  union all
  select 'body', f.body_id, f.until_day + 1, null, 'Called ' || f.name || ' until then', null, null
  from bodies.former_names f
  union all
  select 'body', t.body_id, e.on_day, null, e.what || t.title, null, null
  from bodies.terms_of_reference t, lateral (values (t.proposed_on, 'Proposed: '),
    (t.in_force_from, 'In force: '), (t.in_force_until + 1, 'No longer in force: ')) as e (on_day, what)
  where e.on_day is not null
  union all
  select 'body', s.body_id, e.on_day, null, e.what || p.name, null, null
  from bodies.appointments a join bodies.seats s on s.id = a.seat_id
  join people.persons p on p.id = a.person_id, lateral (values (a.from_day, 'A member from this day: '),
    (a.ended_on + 1, 'No longer a member: ')) as e (on_day, what)
  where e.on_day is not null
  union all
  select 'body', o.body_id, e.on_day, null, upper(left(o.office, 1)) || substr(o.office, 2) || e.what || p.name, null, null
  from bodies.offices o join people.persons p on p.id = o.person_id,
    lateral (values (o.from_day, ' from this day: '), (o.ended_on + 1, ' until the day before: ')) as e (on_day, what)
  where e.on_day is not null
  union all
  select 'register', p.body_id, keeping.london_day(p.published_at), p.published_at,
    'Register of interests published', null,
    '/bodies/' || b.slug || '/interests?on=' || keeping.london_day(p.published_at)
  from interests.publications p join bodies.bodies b on b.id = p.body_id
  union all
  select 'tracker', p.body_id, keeping.london_day(p.published_at), p.published_at,
    'Action tracker published', null, null
  from actions.publications p
  union all
  select 'forward-plan', m.body_id, p.published_on, p.published_at,
    'Published with the papers for ' || keeping.in_words(m.day) || ', version ' || p.version,
    p.version, '/meetings/' || b.slug || '/' || m.slug || '/packs/' || p.version
  from publishing.packs p join meetings.meetings m on m.id = p.meeting_id
  join bodies.bodies b on b.id = m.body_id
  union all
  select 'attendance', t.body_id, c.corrected_on, c.recorded_at,
    'Attendance of ' || t.office || ' in ' || t.year || ' corrected from ' || c.attended_was || ' of '
      || c.possible_was || ' to ' || c.attended || ' of ' || c.possible || ': ' || c.why, null, null
  from bodies.attendance_corrections c join bodies.attendance_totals t on t.id = c.total_id
  union all
  select 'delegations', d.body_id, e.on_day, null, e.what || d.office || ': ' || d.scope, null, null
  from bodies.delegations d, lateral (values (d.from_day, 'Delegated to '),
    (d.until_day + 1, 'No longer delegated to ')) as e (on_day, what)
  where e.on_day is not null
  union all
  select 'year', asked.id, y.published_on, y.published_at,
    case when y.version = 1 then 'Dates published' else 'Dates published again, as version ' || y.version end,
    y.version, null
  from meetings.published_years asked
  join meetings.published_years y on y.body_id = asked.body_id and y.year = asked.year
  -- Organisations of a Place: their names.
  union all
  select 'place', po.place_id, n.valid_from, null, 'An organisation of this place is called ' || n.name
    || ' from this day', null, null
  from bodies.place_organisations po
  join bodies.organisation_names n on n.organisation_id = po.organisation_id
  where n.valid_from is not null
  -- What residents and others wrote.
  union all
  select 'question', q.id, e.on_day, null, e.what, null, null
  from voices.questions q, lateral (values (keeping.london_day(q.published_at), 'Question published'),
    (greatest(q.answered_on, keeping.london_day(q.published_at)), 'Answer published')) as e (on_day, what)
  where q.published_at is not null and (e.what <> 'Answer published' or q.answered_on is not null)
  union all
  select 'letter', l.id, keeping.london_day(l.published_at), l.published_at, 'Letter published', null, null
  from voices.letters l where l.published_at is not null
  union all
  select 'letter', p.letter_id, keeping.london_day(a.recorded_at), a.recorded_at,
    'Answer recorded to point ' || p.number || ' (' || a.outcome || ')', null, '/correspondence/' || a.letter_id
  from voices.letter_answers a join voices.letter_points p on p.id = a.point_id
  union all
  select 'report', asked.id, r.published_on, r.published_at,
    case when r.version = 1 then 'Report published' else 'Report published again, as version ' || r.version end
      || coalesce(': ' || nullif(r.note, ''), ''), r.version, '/reports/' || r.id
  from reports.published_reports asked join reports.published_reports r
    on r.kind = asked.kind and r.body_id = asked.body_id and r.year = asked.year
  -- Redactions and disposals, of any of them.
  union all
  select t.subject_kind, t.subject_id, e.erased_on, e.recorded_at,
    case e.grounds when 'redaction' then 'Redacted: ' else 'Disposed of: ' end || e.reason
      || ' (' || e.source || ')', null, null
  from platform.erased_things t join platform.erasures e on e.id = t.erasure_id;
grant select on keeping.public_changes to goldthread_app, goldthread_public;

-- ── Redactions that wait for a second person ────────────────────────────────

-- What is to be redacted, until it is done or dropped: it holds the passages, so it is not kept.
create table keeping.redaction_drafts (
  id uuid primary key,
  body_id uuid not null references bodies.bodies,
  passages text[] not null check (cardinality(passages) > 0),
  reason text not null,
  words text not null default '',
  proposed_on date not null,
  proposed_by uuid references people.persons,
  -- 'TABLE KEY' of each place that stays as it is, and why.
  stays jsonb not null default '{}',
  recorded_at timestamptz not null
);
-- Whether a second person confirms what touches minutes or files; dated, for each body.
create table keeping.redaction_settings (
  body_id uuid not null references bodies.bodies,
  from_day date not null,
  second_person boolean not null,
  why text not null check (why <> ''),
  primary key (body_id, from_day)
);
-- What was done, for staff: by whom, and which places were left as they are, and why. No passage.
create table keeping.redactions (
  id uuid primary key references platform.erasures,
  body_id uuid not null references bodies.bodies,
  proposed_by uuid references people.persons,
  confirmed_by uuid references people.persons,
  done_on date not null,
  words text not null default '',
  places jsonb not null,
  lines integer not null
);
select platform.keep(t) from unnest(array['keeping.redaction_settings', 'keeping.redactions']::regclass[]) t;
