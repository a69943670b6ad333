import type { Generated, JSONColumnType } from 'kysely'
import type { Day } from '../../platform/day.rules.ts'
import type { Terms } from './terms.rules.ts'

export type BodyKind =
  | 'board'
  | 'committee'
  | 'joint committee'
  | 'task group'
  | 'council'
  | 'wellbeing board'
export type Regime = '1960 Act' | 'parish council' | 'principal council'
export type Office = 'chair' | 'co-chair' | 'deputy chair' | 'secretary'

export type BodiesTables = {
  'bodies.organisations': {
    id: string
    slug: string
    class: string
    aliases: string[]
    successor_id: string | null
    succeeded_on: Day | null
    merged_into: Generated<string | null>
    merged_on: Generated<Day | null>
  }
  'bodies.organisation_names': {
    organisation_id: string
    name: string
    short_name: string
    valid_from: Day | null
    valid_until: Day | null
  }
  'bodies.organisation_codes': {
    organisation_id: string
    scheme: 'ODS' | 'ONS'
    code: string
    valid_from: Day | null
    valid_until: Day | null
  }
  'bodies.places': {
    id: string
    slug: string
    name: string
    ons_code: string | null
    of_the_system: boolean
    note: string
  }
  'bodies.place_organisations': { place_id: string; organisation_id: string }
  'bodies.bodies': {
    id: string
    slug: string
    name: string
    kind: BodyKind
    regime: Regime
    organisation_id: string | null
    place_id: string | null
    purpose: string
    legal_basis: string
    established_on: Day | null
    dissolved_on: Day | null
    dissolved_reason: Generated<string>
    successor_id: string | null
    merged_into: Generated<string | null>
    merged_on: Generated<Day | null>
    version: Generated<number>
  }
  'bodies.former_names': { body_id: string; name: string; until_day: Day }
  'bodies.former_slugs': { slug: string; body_id: string }
  'bodies.handovers': {
    id: string
    from_person_id: string
    to_person_id: string
    on_day: Day
    body_ids: string[]
    note: string
    handed_over: JSONColumnType<readonly string[]>
    recorded_at: Date
  }
  'bodies.reporting_lines': { body_id: string; reports_to: string; note: string }
  'bodies.seats': {
    id: string
    body_id: string
    position: number
    class: string
    organisation_id: string | null
    role: string
    min_holders: number
    max_holders: number
    voting: boolean
    deputies_allowed: boolean
    /** Null while the seat stands only in proposed terms, with which it will begin. */
    from_day: Day | null
    until_day: Day | null
    note: string
    begins_with: string | null
    ends_with: string | null
  }
  'bodies.appointments': {
    id: string
    seat_id: string
    person_id: string
    from_day: Day
    term_ends_on: Day | null
    ended_on: Day | null
    end_reason: string
    source: string
  }
  'bodies.deputies': {
    id: string
    seat_id: string
    person_id: string
    from_day: Day
    until_day: Day | null
  }
  'bodies.offices': {
    id: string
    body_id: string
    office: Office
    person_id: string
    from_day: Day
    term_ends_on: Day | null
    ended_on: Day | null
    source: string
  }
  'bodies.participants': {
    id: string
    body_id: string
    position: number
    organisation_id: string | null
    description: string
    basis: string
    from_day: Day
    until_day: Day | null
  }
  'bodies.terms_of_reference': {
    id: string
    body_id: string
    title: string
    in_force_from: Day | null
    in_force_until: Day | null
    proposed_on: Day | null
    terms: JSONColumnType<Terms>
    source: string
  }
  'bodies.stated_members': {
    id: string
    body_id: string
    from_day: Day
    until_day: Day
    members: number
    deputies_as_minuted: boolean
    citation: string
  }
  'bodies.attendance_totals': {
    id: string
    body_id: string
    year: string
    position: number
    office: string
    capacity: string
    attended: number
    possible: number
    note: string
    source: string
    /** Whom and which seat the line tells of, where somebody has said so. */
    person_id: string | null
    seat_id: string | null
  }
  'bodies.delegations': {
    id: string
    body_id: string
    office: string
    scope: string
    limits: string
    most: string | null
    from_day: Day
    until_day: Day | null
    source: string
  }
  'bodies.attendance_corrections': {
    id: string
    total_id: string
    attended_was: number
    possible_was: number
    attended: number
    possible: number
    why: string
    agreed: string
    corrected_on: Day
    recorded_at: Date
  }
}
