import type { ReactNode } from 'react'
import { CardList } from '../../design/card-list.tsx'
import { DayText } from '../../design/day-text.tsx'
import type { Visit } from '../../platform/http/page.ts'
import type { Body } from '../bodies/read-body.ts'
import { ExpectationInSentences, ExpectationTag } from './expected-quorum.view.tsx'
import { listMeetings } from './list-meetings.ts'
import { invitationsPathOf, nameOfMeeting } from './meeting-paths.ts'
import { readExpectation } from './read-expected-quorum.ts'

/** The clerk looks at the next one, and at the one after it. */
const NEXT_MEETINGS = 2

/** On a body's page in the workspace: whether its next meetings will be quorate. Nothing where none is to come. */
export async function quorumOfNextMeetings(visit: Visit, body: Body): Promise<ReactNode> {
  const { db, today, now, viewer } = visit
  if (!viewer?.may('see replies', body.id)) return null
  const { meetings } = await listMeetings(db, {
    bodies: [body.id],
    when: 'upcoming',
    today,
    page: 1,
    perPage: NEXT_MEETINGS,
  })
  const expectations = []
  for (const of of meetings)
    expectations.push({ of, expectation: await readExpectation(db, of.meeting, now) })
  const toCome = expectations.filter(({ expectation }) => !expectation.hasBegun)
  if (toCome.length === 0) return null
  return (
    <section aria-labelledby="will-it-be-quorate">
      <h2 className="nhsuk-heading-m" id="will-it-be-quorate">
        Will it be quorate?
      </h2>
      <CardList
        level={3}
        items={toCome.map(({ of, expectation }) => ({
          id: of.meeting.id,
          title: nameOfMeeting(of),
          href: invitationsPathOf(of),
          aside: <DayText day={of.meeting.day} form="short" />,
          text: <ExpectationInSentences expectation={expectation} />,
          facts: [<ExpectationTag key="state" expectation={expectation} />],
        }))}
      />
    </section>
  )
}
