-- A person's own declarations: corrected, ended and confirmed without losing what was said before,
-- looked at before they are published, with gifts, dispensations and the limits of each body.

-- A correction is another version of the same interest; the first one's id is that of them all. The
-- version that stands is the latest that the reader may see, so that the public goes on seeing the
-- published one until the next is published.
alter table interests.declarations
  add first_id uuid references interests.declarations,
  add version integer not null default 1 check (version > 0),
  -- The name of the organisation, as it was written; organisation_id where it is in the record.
  add organisation_text text not null default '',
  -- By the person: it waits until somebody who keeps the register has agreed the handling. What the
  -- keeper entered, or took in from a printed register, waits for nobody.
  add self_declared boolean not null default false,
  add agreed_at timestamptz,
  -- A councillor's disclosable pecuniary interest (Localism Act 2011 s.30), by the headings of
  -- SI 2012/1464, and whether it is the partner's.
  add pecuniary_subject text check (pecuniary_subject in ('employment', 'sponsorship', 'contracts',
    'land', 'licences', 'corporate tenancies', 'securities')),
  add of_partner boolean not null default false,
  add check ((version = 1) = (first_id is null));
create unique index declarations_by_version on interests.declarations (first_id, version);

-- What was decided of a declaration that waited; the handling that was proposed is kept beside that agreed.
create table interests.reviews (
  id uuid primary key,
  declaration_id uuid not null references interests.declarations,
  outcome text not null check (outcome in ('agreed', 'returned')),
  proposed_handling text not null,
  handling text not null,
  words text not null check (outcome = 'agreed' or words <> ''),
  reviewed_on date not null,
  reviewed_by uuid references people.persons,
  recorded_at timestamptz not null
);
create index reviews_of_declaration on interests.reviews (declaration_id);

-- That everything somebody has declared to a body is still right: a return of that day (R-COI-4).
create table interests.confirmations (
  id uuid primary key,
  person_id uuid not null references people.persons,
  body_id uuid not null references bodies.bodies,
  confirmed_on date not null,
  -- How many interests stood.
  interests integer not null check (interests > 0),
  recorded_at timestamptz not null,
  held_since timestamptz,
  public_since timestamptz
);
create index confirmations_of_body on interests.confirmations (body_id, person_id);

-- Gifts and hospitality, offered and accepted or declined (R-COI-9).
create table interests.gifts (
  id uuid primary key,
  person_id uuid not null references people.persons,
  body_id uuid not null references bodies.bodies,
  position_declared text not null default '',
  kind text not null check (kind in ('gift', 'hospitality')),
  description text not null check (description <> ''),
  giver text not null check (giver <> ''),
  giver_organisation_id uuid references bodies.organisations,
  giver_is_supplier boolean not null,
  in_cash boolean not null,
  pence integer not null check (pence >= 0),
  offered_on date not null,
  outcome text not null check (outcome in ('accepted', 'accepted for the organisation', 'declined')),
  reason text not null check (reason <> ''),
  approved_by text not null default '',
  declared_on date not null,
  recorded_at timestamptz not null,
  withdrawn_on date,
  withdrawn_because text not null default '',
  held_since timestamptz,
  public_since timestamptz,
  check ((withdrawn_on is null) = (withdrawn_because = ''))
);
create index gifts_of_body on interests.gifts (body_id);
create index gifts_of_person on interests.gifts (person_id);

-- Leave in writing to speak, or to speak and vote, in spite of an interest (R-COI-11).
create table interests.dispensations (
  id uuid primary key,
  person_id uuid not null references people.persons,
  body_id uuid not null references bodies.bodies,
  -- The interest, where it is in the register; of one that is sensitive the public sees neither.
  declaration_id uuid references interests.declarations,
  matter text not null check (matter <> ''),
  allows text not null check (allows in ('speak', 'speak and vote')),
  reason text not null check (reason <> ''),
  granted_by text not null check (granted_by <> ''),
  granted_on date not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  recorded_at timestamptz not null,
  held_since timestamptz,
  public_since timestamptz
);
create index dispensations_of_body on interests.dispensations (body_id);

-- A body's own limits, each from a day; without one, the product's own stands (limits.rules.ts).
create table interests.limits (
  body_id uuid not null references bodies.bodies,
  name text not null,
  from_day date not null,
  value integer not null check (value >= 0),
  source text not null check (source <> ''),
  primary key (body_id, name, from_day)
);

-- From when the members of a body are asked to declare in this record. A return that came into it,
-- by a member or from a printed register, begins it too.
create table interests.registers (
  body_id uuid primary key references bodies.bodies,
  kept_from date not null,
  recorded_at timestamptz not null
);

-- ── Who sees what ───────────────────────────────────────────────────────────

-- What the published register holds: what stood in it, agreed, when it was last published.
create function interests.published_sql(named text) returns text language sql immutable as $$
  select format('(%1$s.public_since is not null or exists (select from interests.publications p
    where p.body_id = %1$s.body_id and p.published_at >= greatest(%1$s.recorded_at, %1$s.held_since)))', named)
$$;

drop policy published on interests.declarations;
create policy published on interests.declarations for select to goldthread_public using (
  not sensitive and (not self_declared or agreed_at is not null)
  and (public_since is not null or exists (select from interests.publications p
    where p.body_id = declarations.body_id
      and p.published_at >= greatest(declarations.recorded_at, declarations.held_since, declarations.agreed_at))));
select platform.show_to_persons('interests.declarations', format($$
  person_id = (select people.asking()) or %s
  or (not sensitive and (%s or ((not self_declared or agreed_at is not null)
    and (public_since is not null or exists (select from interests.publications p
    where p.body_id = declarations.body_id
      and p.published_at >= greatest(declarations.recorded_at, declarations.held_since, declarations.agreed_at))))))
$$, platform.may('keep interests'), platform.may('see drafts')));

select platform.show_to_persons('interests.reviews', format($$
  exists (select from interests.declarations d where d.id = declaration_id
    and (d.person_id = (select people.asking()) or %s))
$$, platform.may('keep interests', 'd.body_id')));

select platform.show('interests.confirmations', interests.published_sql('confirmations'));
select platform.show('interests.gifts', interests.published_sql('gifts'));
-- Of an interest that the reader may not see, the dispensation is not seen either.
select platform.show('interests.dispensations', interests.published_sql('dispensations')
  || ' and (declaration_id is null or exists (select from interests.declarations d where d.id = declaration_id))');
select platform.show('interests.limits');

select platform.show_to_persons('interests.confirmations', format('person_id = (select people.asking()) or %s or %s',
  platform.may('see drafts'), interests.published_sql('confirmations')));
select platform.show_to_persons('interests.gifts', format('person_id = (select people.asking()) or %s or %s or %s',
  platform.may('keep interests'), platform.may('see drafts'), interests.published_sql('gifts')));
select platform.show_to_persons('interests.dispensations', format($$
  person_id = (select people.asking()) or %s or ((%s or %s)
    and (declaration_id is null or exists (select from interests.declarations d where d.id = declaration_id)))
$$, platform.may('keep interests'), platform.may('see drafts'), interests.published_sql('dispensations')));
select platform.show_to_persons(t) from unnest(array['interests.limits', 'interests.registers']::regclass[]) t;
drop function interests.published_sql(text);

-- A return is what was declared on its day, and what was confirmed; a correction does not undo it.
create or replace view interests.declared_days as
  select body_id, person_id, declared_on from interests.declarations where withdrawn_on is null
  union all
  select body_id, person_id, confirmed_on from interests.confirmations;

-- From when the record can tell who of a body has declared.
create view interests.register_begins as
  select body_id, min(day) as begins from (
    select body_id, (recorded_at at time zone 'Europe/London')::date as day from interests.declarations
      where body_id is not null
    union all
    select body_id, kept_from from interests.registers
  ) begun group by body_id;
grant select on interests.register_begins to goldthread_app, goldthread_person;

select platform.keep(t) from unnest(array['interests.reviews', 'interests.confirmations', 'interests.gifts',
  'interests.dispensations', 'interests.limits', 'interests.registers']::regclass[]) t;
