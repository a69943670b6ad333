import Type from 'typebox'
import { publicPage } from '../../platform/http/page.ts'
import { bodyView } from './body.view.tsx'
import { bodyOnDay, type QuorumUnder } from './body-on-day.ts'
import type { BodyPageModel, BodySlots } from './body-slots.ts'
import { nullable } from './nullable.ts'
import { readBodyRecord } from './read-body-record.ts'
import { termsInWords } from './terms-in-words.rules.ts'

const quorumSchema = Type.Object({
  members: Type.Integer(),
  required: Type.Integer(),
  // Nobody is present until there is a meeting; the keys are those of a meeting's quorum.
  present: Type.Null(),
  quorate: Type.Null(),
  limbs: Type.Array(
    Type.Object({
      name: Type.String(),
      required: Type.Integer(),
      present: Type.Null(),
      met: Type.Null(),
    }),
  ),
  rule: Type.String(),
  citation: Type.String(),
  basis: Type.String(),
  working: Type.Array(Type.String()),
})

const termsSchema = Type.Object({
  title: Type.String(),
  inForceFrom: nullable(Type.String()),
  inForceUntil: nullable(Type.String()),
  proposedOn: nullable(Type.String()),
  source: Type.String(),
  seats: Type.Object({ least: Type.Integer(), most: Type.Integer() }),
  rules: Type.Array(
    Type.Object({ name: Type.String(), says: Type.String(), citation: Type.String() }),
  ),
  quorum: quorumSchema,
})

const lineSchema = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  note: Type.String(),
})

const bodySchema = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  regime: Type.String(),
  purpose: Type.String(),
  legalBasis: Type.String(),
  organisation: nullable(Type.String()),
  place: nullable(Type.Object({ slug: Type.String(), name: Type.String() })),
  establishedOn: nullable(Type.String()),
  dissolvedOn: nullable(Type.String()),
  dissolvedReason: Type.String(),
  formerNames: Type.Array(Type.Object({ name: Type.String(), until: Type.String() })),
  successor: nullable(Type.Object({ slug: Type.String(), name: Type.String() })),
  asOf: Type.String(),
  offices: Type.Array(
    Type.Object({
      office: Type.String(),
      name: Type.String(),
      from: Type.String(),
      termEndsOn: nullable(Type.String()),
      term: nullable(Type.String()),
    }),
  ),
  seats: Type.Array(
    Type.Object({
      class: Type.String(),
      organisation: Type.String(),
      role: Type.String(),
      minHolders: Type.Integer(),
      maxHolders: Type.Integer(),
      voting: Type.Boolean(),
      deputiesAllowed: Type.Boolean(),
      from: Type.String(),
      until: nullable(Type.String()),
      vacancies: Type.Integer(),
      holders: Type.Array(
        Type.Object({
          name: Type.String(),
          from: Type.String(),
          termEndsOn: nullable(Type.String()),
        }),
      ),
    }),
  ),
  vacancies: Type.Integer(),
  participants: Type.Array(
    Type.Object({
      description: Type.String(),
      organisation: nullable(Type.String()),
      basis: Type.String(),
    }),
  ),
  termsInForce: nullable(termsSchema),
  termsProposed: Type.Array(termsSchema),
  quorum: nullable(quorumSchema),
  termsHistory: Type.Array(
    Type.Object({
      title: Type.String(),
      inForceFrom: nullable(Type.String()),
      inForceUntil: nullable(Type.String()),
      proposedOn: nullable(Type.String()),
      source: Type.String(),
    }),
  ),
  reportsTo: Type.Array(lineSchema),
  reportedToBy: Type.Array(lineSchema),
  meetings: Type.Unknown(),
  actions: Type.Unknown(),
  interests: Type.Unknown(),
  correspondence: Type.Unknown(),
  duties: Type.Unknown(),
  attendance: Type.Unknown(),
})

const quorumJson = ({ quorum }: QuorumUnder) => ({
  members: quorum.members,
  required: quorum.required,
  present: null,
  quorate: null,
  limbs: [
    { name: 'number', required: quorum.required, present: null, met: null },
    ...quorum.limbs.map(({ name, required }) => ({ name, required, present: null, met: null })),
  ],
  rule: quorum.rule,
  citation: quorum.citation,
  basis: quorum.basis,
  working: [...quorum.working],
})

const termsJson = (under: QuorumUnder) => ({
  title: under.terms.title,
  inForceFrom: under.terms.in_force_from,
  inForceUntil: under.terms.in_force_until,
  proposedOn: under.terms.proposed_on,
  source: under.terms.source,
  seats: under.range,
  rules: termsInWords(under.terms.terms),
  quorum: quorumJson(under),
})

function bodyJson({ record, onDay, parts }: BodyPageModel) {
  const { body, facts } = record
  return {
    slug: body.slug,
    name: body.name,
    kind: body.kind,
    regime: body.regime,
    purpose: body.purpose,
    legalBasis: body.legal_basis,
    organisation: record.organisation,
    place: record.place,
    establishedOn: body.established_on,
    dissolvedOn: body.dissolved_on,
    dissolvedReason: body.dissolved_reason,
    formerNames: [...body.formerNames],
    successor: record.successor,
    asOf: record.day,
    offices: onDay.offices.map(({ office, name, from, term }) => ({
      office,
      name,
      from,
      termEndsOn: term?.endsOn ?? null,
      term: term?.state ?? null,
    })),
    seats: onDay.classes.flatMap(({ seats }) =>
      seats.map(({ seat, holders, vacancies }) => ({
        class: seat.class,
        organisation: seat.organisationName,
        role: seat.role,
        minHolders: seat.min_holders,
        maxHolders: seat.max_holders,
        voting: seat.voting,
        deputiesAllowed: seat.deputies_allowed,
        from: seat.from_day,
        until: seat.until_day,
        vacancies,
        holders: holders.map(({ name, from, termEndsOn }) => ({ name, from, termEndsOn })),
      })),
    ),
    vacancies: onDay.vacancies,
    participants: record.participants.map(({ description, organisation, basis }) => ({
      description,
      organisation,
      basis,
    })),
    termsInForce: onDay.inForce ? termsJson(onDay.inForce) : null,
    termsProposed: onDay.proposed.map(termsJson),
    quorum: onDay.inForce ? quorumJson(onDay.inForce) : null,
    termsHistory: facts.allTerms.map(terms => ({
      title: terms.title,
      inForceFrom: terms.in_force_from,
      inForceUntil: terms.in_force_until,
      proposedOn: terms.proposed_on,
      source: terms.source,
    })),
    reportsTo: [...record.reportsTo],
    reportedToBy: [...record.reportedToBy],
    meetings: parts.meetings?.json ?? null,
    actions: parts.actions?.json ?? null,
    interests: parts.interests?.json ?? null,
    correspondence: parts.letters?.json ?? null,
    duties: parts.duties?.json ?? null,
    attendance: parts.attendance?.json ?? null,
  }
}

/** The public page of one body. Four queries of its own; the slots of later rooms have the other four. */
export const bodyPage = (slots: Partial<BodySlots>) =>
  publicPage({
    path: '/bodies/:slug',
    summary: 'One body: its purpose, members, officers, quorum and terms of reference on the day.',
    schema: bodySchema,
    read: async (visit): Promise<BodyPageModel> => {
      const record = await readBodyRecord(visit.db, visit.params.slug ?? '', visit.today)
      const names = Object.keys(slots) as (keyof BodySlots)[]
      const parts = await Promise.all(
        names.map(async name => [name, await slots[name]?.(visit, record.body)] as const),
      )
      return {
        record,
        onDay: bodyOnDay(record),
        parts: Object.fromEntries(parts.filter(([, part]) => part !== undefined)),
      }
    },
    about: ({ record }) => [{ kind: 'body', id: record.body.id }],
    view: bodyView,
    json: bodyJson,
  })
