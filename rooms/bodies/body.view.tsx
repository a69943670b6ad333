import type { ReactNode } from 'react'
import { DataTable } from '../../design/data-table.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { placed } from '../../design/given.ts'
import { type KeyFigure, KeyFigures } from '../../design/key-figures.tsx'
import { Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PersonText } from '../../design/person-text.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList, type SummaryRow } from '../../design/summary-list.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { Working } from '../../design/working.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { countOf, inWords, opening } from '../../platform/plain-english.rules.ts'
import { regimeInWords } from './body.rules.ts'
import type { BodyOnDay, ClassOnDay, QuorumUnder, SeatOnDay } from './body-on-day.ts'
import type { BodyPageModel } from './body-slots.ts'
import { rangeInWords } from './membership.rules.ts'
import type { BodyRecord, LineTo } from './read-body-record.ts'
import { type RuleInWords, termsInWords } from './terms-in-words.rules.ts'

/** One body, as a resident reads it: what for, who, by what rules, and whether they came. */
export const bodyView = ({ record, onDay, parts }: BodyPageModel) => {
  const { body } = record
  return (
    <PublicPage
      title={body.name}
      {...(body.purpose ? { description: body.purpose } : {})}
      breadcrumbs={[{ text: 'Bodies', href: '/bodies' }]}
    >
      <PageHeading
        caption={opening(body.kind)}
        title={body.name}
        {...(body.purpose ? { lede: body.purpose } : {})}
        facts={[
          ...body.formerNames.map(({ name, until }) => `Called ${name} until ${formatDay(until)}`),
          ...(body.established_on ? [`Established ${formatDay(body.established_on)}`] : []),
          ...(onDay.inForce ? [`Terms of reference of ${termsDay(onDay.inForce)}`] : []),
        ]}
      />
      <Dissolved record={record} />
      <KeyFigures figures={figuresOf(onDay)} />
      {parts.meetings ? <Section title="Meetings">{parts.meetings.view}</Section> : null}
      <About record={record} onDay={onDay} />
      <Members record={record} onDay={onDay} />
      <QuorumSection onDay={onDay} />
      <TermsSection record={record} onDay={onDay} />
      <Lines record={record} />
      {parts.actions ? <Section title="Actions">{parts.actions.view}</Section> : null}
      {parts.letters ? <Section title="Correspondence">{parts.letters.view}</Section> : null}
      {parts.interests ? <Section title="Interests">{parts.interests.view}</Section> : null}
      {parts.duties ? <Section title="Keeping its rules">{parts.duties.view}</Section> : null}
      {parts.attendance ? <Section title="Attendance">{parts.attendance.view}</Section> : null}
    </PublicPage>
  )
}

const idOf = (title: string) => title.toLowerCase().replaceAll(/[^a-z]+/g, '-')

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={idOf(title)}>
      <h2 className="nhsuk-heading-l" id={idOf(title)}>
        {title}
      </h2>
      {children}
    </section>
  )
}

const termsDay = ({ terms }: QuorumUnder) => {
  const from = terms.in_force_from ?? terms.proposed_on
  return from === null ? '' : formatDay(from)
}

function Dissolved({ record }: { record: BodyRecord }) {
  const { body, successor } = record
  if (body.dissolved_on === null || body.dissolved_on > record.day) return null
  return (
    <Warning heading="This body no longer meets">
      <p>
        It was dissolved on {formatDay(body.dissolved_on)}.
        {body.dissolved_reason === '' ? '' : ` ${body.dissolved_reason.replace(/[.]$/, '')}.`}
        {successor ? (
          <>
            {' '}
            Its open work went to <a href={`/bodies/${successor.slug}`}>{successor.name}</a>.
          </>
        ) : null}
      </p>
    </Warning>
  )
}

function figuresOf({ inForce, vacancies, classes }: BodyOnDay): KeyFigure[] {
  const figures: KeyFigure[] = []
  // Of nobody there is nothing to count: a body that was only just added has no seats.
  if (inForce && inForce.quorum.members > 0) {
    const { quorum, range, terms } = inForce
    figures.push(
      {
        label: 'Members',
        figure: quorum.members,
        note:
          quorum.basis === 'stated' ? 'as stated for this day' : `seats for ${rangeInWords(range)}`,
      },
      { label: 'Quorum', figure: quorum.required, note: 'must be present' },
    )
    if (terms.terms.meetingsAYear)
      figures.push({
        label: 'Meetings',
        figure: terms.terms.meetingsAYear.atLeast,
        note: 'a year at least',
      })
  }
  if (classes.length > 0)
    figures.push({
      label: 'Vacancies',
      figure: vacancies,
      note: vacancies === 0 ? 'every seat is held' : 'seats that nobody holds',
    })
  return figures
}

function About({ record, onDay }: { record: BodyRecord; onDay: BodyOnDay }) {
  const { body, organisation, place } = record
  const offices: SummaryRow[] = onDay.offices.map(holder => ({
    key: opening(holder.office),
    value: (
      <>
        <PersonText office={holder.name} {...(holder.position ? { note: holder.position } : {})} />
        <br />
        Since <DayText day={holder.from} />
        {holder.term ? `. ${holder.term.words}` : ''}{' '}
        {holder.term?.state === 'run out' ? (
          <StatusTag colour="amber">Term run out</StatusTag>
        ) : null}
        {holder.term?.state === 'ending soon' ? (
          <StatusTag colour="blue">Ends soon</StatusTag>
        ) : null}
      </>
    ),
  }))
  const rows: SummaryRow[] = [
    ...merged(offices),
    ...(body.legal_basis ? [{ key: 'Legal basis', value: body.legal_basis }] : []),
    { key: 'Meets under', value: regimeInWords[body.regime] },
    ...(organisation ? [{ key: 'Body of', value: organisation }] : []),
    ...(place ? [{ key: 'Place', value: <a href={`/places/${place.slug}`}>{place.name}</a> }] : []),
  ]
  return (
    <Section title="Chair and legal basis">
      {onDay.offices.some(({ office }) => office.includes('chair')) ? null : (
        <Empty>Nobody is recorded as its chair.</Empty>
      )}
      <SummaryList rows={rows} />
    </Section>
  )
}

/** Two co-chairs are one row with two holders: each key stands once. */
function merged(rows: readonly SummaryRow[]): SummaryRow[] {
  return [...new Set(rows.map(row => row.key))].map(key => {
    const same = rows.filter(row => row.key === key)
    return {
      key: same.length > 1 ? `${key}s` : key,
      value: placed(same).map(({ place, part }) => <p key={place}>{part.value}</p>),
    }
  })
}

const seatNotes = ({ seat, deputies }: SeatOnDay): string[] => [
  ...(seat.max_holders > 1
    ? [
        seat.min_holders === seat.max_holders
          ? countOf(seat.max_holders, 'person', 'people')
          : `${inWords(seat.min_holders)} to ${countOf(seat.max_holders, 'person', 'people')}`,
      ]
    : []),
  ...(seat.deputies_allowed
    ? [
        deputies.length > 0
          ? `deputy: ${deputies.map(({ name }) => name).join(', ')}`
          : 'may send a deputy',
      ]
    : []),
  ...(seat.voting ? [] : ['does not vote']),
  ...(seat.note ? [seat.note] : []),
]

/** Where people stand in the record by office, the holder's name would only say the seat again. */
const saysTheSame = (name: string, { role, organisation, organisationName }: SeatOnDay['seat']) =>
  [role, `${role}, ${organisation}`, `${role}, ${organisationName}`].includes(name)

function SeatLine({ held }: { held: SeatOnDay }) {
  const { seat, holders, vacancies, optional } = held
  return (
    <li>
      {seat.role}
      {seat.organisationName ? `, ${seat.organisationName}` : ''}{' '}
      {seatNotes(held).length > 0 ? (
        <span className="gt-person__office">({seatNotes(held).join('; ')}) </span>
      ) : null}
      {vacancies > 0 ? (
        <StatusTag colour="amber">{vacancies === 1 ? 'Vacant' : `${vacancies} vacant`}</StatusTag>
      ) : null}
      {holders.map(holder => (
        <div key={holder.appointment} className="gt-person__office">
          {saysTheSame(holder.name, seat) ? 'In post' : holder.name} since{' '}
          <DayText day={holder.from} />
          {holder.termEndsOn ? `, term to ${formatDay(holder.termEndsOn)}` : ''}
        </div>
      ))}
      {optional > 0 ? (
        <div className="gt-person__office">
          {opening(countOf(optional, 'further place'))} may be filled
        </div>
      ) : null}
    </li>
  )
}

function classRow(of: ClassOnDay): SummaryRow {
  const places = of.seats.reduce(
    (total, { seat, holders }) => total + Math.max(seat.min_holders, holders.length),
    0,
  )
  const noun = of.voting ? 'member' : 'seat without a vote'
  return {
    key: `${opening(of.name)}: ${countOf(places, noun, of.voting ? 'members' : 'seats without a vote')}`,
    value: (
      <ul className="nhsuk-list">
        {of.seats.map(held => (
          <SeatLine key={held.seat.id} held={held} />
        ))}
      </ul>
    ),
  }
}

function Members({ record, onDay }: { record: BodyRecord; onDay: BodyOnDay }) {
  const { participants } = record
  return (
    <Section title="Members">
      <p>
        As on <DayText day={record.day} />. People appear by the office that brings them.
      </p>
      {onDay.classes.length === 0 ? (
        <Empty>No seats of this body are in the record, so its members are not known here.</Empty>
      ) : (
        <SummaryList rows={onDay.classes.map(classRow)} />
      )}
      {participants.length === 0 ? null : (
        <>
          <h3 className="nhsuk-heading-m">Regular participants</h3>
          <p>They receive the papers and may speak when the chair asks. They do not vote.</p>
          <ul className="nhsuk-list nhsuk-list--bullet">
            {participants.map(participant => (
              <li key={participant.id}>
                {participant.description}
                {participant.organisation ? `, ${participant.organisation}` : ''}
                {participant.basis ? (
                  <span className="gt-person__office"> ({participant.basis})</span>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

/** A rule as its source has it, made into a whole sentence. */
const sentence = (words: string) => `${opening(words.replace(/[.]$/, ''))}.`

function QuorumOf({ under }: { under: QuorumUnder }) {
  const { quorum } = under
  const besides = quorum.limbs.map(limb => limb.words)
  if (quorum.members === 0)
    return (
      <Empty>
        {sentence(quorum.rule)} How many that is cannot be said before its seats are in the record.
      </Empty>
    )
  return (
    <>
      <p>
        Of {quorum.members} members, <strong>{quorum.required}</strong> must be present
        {besides.length === 0 ? '.' : ', and among them:'}
      </p>
      {besides.length === 0 ? null : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {besides.map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <Working
        steps={quorum.working.map((sentence, at) => ({
          what: sentence,
          result: at === quorum.working.length - 1 ? quorum.required : '',
        }))}
        rule={sentence(quorum.rule)}
        citation={`${quorum.citation}.`}
      />
    </>
  )
}

function QuorumSection({ onDay }: { onDay: BodyOnDay }) {
  return (
    <Section title="Quorum">
      <p>
        Without a quorum a meeting may discuss and recommend. It cannot decide, or approve minutes.
      </p>
      {onDay.inForce ? (
        <QuorumOf under={onDay.inForce} />
      ) : (
        <Empty>
          No terms of reference are in force on this day, so no quorum can be worked out.
        </Empty>
      )}
      {onDay.proposed.map(under => (
        <div key={under.terms.id}>
          <h3 className="nhsuk-heading-m">
            As proposed
            {under.terms.proposed_on ? ` on ${formatDay(under.terms.proposed_on)}` : ''}
          </h3>
          <p>
            Not in force: a meeting is judged by the terms of its own day. The proposed seats are
            for {rangeInWords(under.range)} members.
          </p>
          <QuorumOf under={under} />
        </div>
      ))}
    </Section>
  )
}

function TermsSection({ record, onDay }: { record: BodyRecord; onDay: BodyOnDay }) {
  const { allTerms, terms } = record.facts
  const proposal = onDay.proposed[0]
  const shown = onDay.inForce ?? proposal
  if (!shown)
    return (
      <Section title="Terms of reference">
        <Empty>No terms of reference of this body are in the record.</Empty>
      </Section>
    )
  const rules = termsInWords(shown.terms.terms)
  return (
    <Section title="Terms of reference">
      <h3 className="nhsuk-heading-m">
        {onDay.inForce
          ? `${shown.terms.title}, in force from ${termsDay(shown)}`
          : `${shown.terms.title}, proposed on ${termsDay(shown)} and not in force`}
      </h3>
      <SummaryList
        rows={rules.map(({ name, says, citation }) => ({
          key: name,
          value: (
            <>
              {says}
              {citation === '' ? null : (
                <div className="gt-person__office">{opening(citation)}</div>
              )}
            </>
          ),
        }))}
      />
      {onDay.inForce && proposal ? <Changes now={rules} proposal={proposal} /> : null}
      <h3 className="nhsuk-heading-m">Versions</h3>
      <Timeline
        points={allTerms.toReversed().map(version => ({
          title: version.title,
          ...((version.in_force_from ?? version.proposed_on)
            ? { day: version.in_force_from ?? version.proposed_on ?? '' }
            : {}),
          body: (
            <p>
              {version.in_force_from === null
                ? 'Proposed; not in force. '
                : version.in_force_until
                  ? `In force until ${formatDay(version.in_force_until)}. `
                  : 'In force. '}
              Source: {version.source}.
            </p>
          ),
          state:
            version.id === terms?.id
              ? ('now' as const)
              : (version.in_force_from ?? record.day) > record.day
                ? ('ahead' as const)
                : ('past' as const),
        }))}
      />
    </Section>
  )
}

function Changes({ now, proposal }: { now: readonly RuleInWords[]; proposal: QuorumUnder }) {
  const proposed = new Map(termsInWords(proposal.terms.terms).map(rule => [rule.name, rule.says]))
  return (
    <DataTable
      caption={`What the terms proposed on ${termsDay(proposal)} would change`}
      captionSize="s"
      columns={[
        { heading: 'Rule', cell: row => row.name, namesRow: true },
        { heading: 'Now', cell: row => row.says },
        { heading: 'As proposed', cell: row => proposed.get(row.name) },
      ]}
      rows={now.filter(rule => proposed.get(rule.name) !== rule.says)}
      keyOf={row => row.name}
      empty="The proposed terms would change none of these rules."
    />
  )
}

function LinesTo({ lines }: { lines: readonly LineTo[] }) {
  return (
    <ul className="nhsuk-list">
      {lines.map(line => (
        <li key={line.slug}>
          <a href={`/bodies/${line.slug}`}>{line.name}</a>
          {line.note ? <span className="gt-person__office"> ({line.note})</span> : null}
        </li>
      ))}
    </ul>
  )
}

function Lines({ record }: { record: BodyRecord }) {
  const rows = [
    { key: 'It reports to', lines: record.reportsTo },
    { key: 'Report to it', lines: record.reportedToBy },
  ].filter(({ lines }) => lines.length > 0)
  if (rows.length === 0) return null
  return (
    <Section title="Reporting lines">
      <SummaryList
        rows={rows.map(({ key, lines }) => ({ key, value: <LinesTo lines={lines} /> }))}
      />
    </Section>
  )
}
