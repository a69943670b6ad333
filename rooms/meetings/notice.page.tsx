import { RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { formPage, textOf, type Values, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { listOfficeHolders } from '../bodies/read-membership.ts'
import { readPersons } from '../people/read-person.ts'
import { giveNotice } from './give-notice.ts'
import { deadlinesOf } from './meeting-deadlines.rules.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { Lines, WarningList } from './meeting-parts.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import {
  draftNotice,
  type NoticeKind,
  noticeKinds,
  remoteWarnings,
  reviewNotice,
} from './notice.rules.ts'
import { noticesMissing, noticesNeeded } from './progress.rules.ts'
import { listItems } from './read-agenda.ts'
import { readDeadlineFacts } from './read-deadlines.ts'
import { listNotices } from './read-meeting.ts'

async function readNotices(visit: Visit) {
  const of = await meetingOf(visit)
  const { db, viewer } = visit
  const deadlines = await readDeadlineFacts(db, of.body, of.meeting)
  const notices = await listNotices(db, of.meeting.id)
  return {
    of,
    deadlines,
    due: deadlinesOf(deadlines).find(({ key }) => key === 'notice'),
    notices: notices.map(notice => ({
      notice,
      review: reviewNotice(
        { givenOn: notice.given_on, forDay: notice.for_day },
        { ...deadlines, mode: of.meeting.mode },
      ),
    })),
    missing: noticesMissing({
      kind: of.meeting.kind,
      deadlines,
      notices: notices.map(({ kind, given_on, for_day }) => ({
        kind,
        givenOn: given_on,
        forDay: for_day,
      })),
    }),
    mayArrange: viewer?.may('arrange meetings', of.body.id) ?? false,
    // A summons names the private business too.
    maySeePrivate: viewer?.may('see private papers', of.body.id) ?? false,
  }
}

const kindAsked = (visit: Visit, fallback: NoticeKind): NoticeKind =>
  noticeKinds.find(kind => kind === textOf(visit.query, 'kind')) ?? fallback

async function readForm(visit: Visit) {
  const read = await readNotices(visit)
  const { db } = visit
  const { of, missing } = read
  const { body, meeting } = of
  const kind = kindAsked(
    visit,
    missing[0] ?? noticesNeeded(meeting.kind, body.regime)[0] ?? 'public notice',
  )
  const items = await listItems(db, meeting.id, { private: true })
  const secretary = (await listOfficeHolders(db, body.id, meeting.day)).find(
    ({ office }) => office === 'secretary',
  )
  const officer =
    secretary && (await readPersons(db, [secretary.person_id])).get(secretary.person_id)
  return {
    ...read,
    kind,
    draft: draftNotice({
      kind,
      bodyName: body.name,
      regime: body.regime,
      meeting: { ...meeting, startsAt: meeting.starts_at },
      items,
    }),
    officer: officer ? officer.name : '',
  }
}

const readNoticeForm = (values: Values, meeting: string) => {
  const form = reading(values)
  return form.outcome({
    meeting,
    kind: form.choice('kind', noticeKinds, 'Choose what was given.'),
    givenOn: form.day('givenOn', 'Enter the day on which it was given.'),
    manner: form.optionalText('manner'),
    signedBy: form.optionalText('signedBy'),
    text: form.optionalText('text'),
  })
}

const titles = { 'public notice': 'Public notice', summons: 'Summons' } as const

/** Notice of a meeting: what was given, how it is judged, and the form that records it. */
export const noticePages = [
  workPage({
    path: '/work/meetings/:body/:date/notice',
    needs: forMeeting('see drafts'),
    read: readNotices,
    view: ({ of, due, notices, missing, mayArrange, maySeePrivate }) => (
      <MeetingFrame of={of} title="Notice">
        {due ? (
          <p>
            Notice is due by <DayText day={due.due} form="full" />. {due.rule} {due.citation}.
          </p>
        ) : null}
        <WarningList
          heading="Held remotely"
          warnings={remoteWarnings({
            day: of.meeting.day,
            regime: of.body.regime,
            mode: of.meeting.mode,
          })}
        />
        {missing.length > 0 && notices.length > 0 ? (
          <Notice>
            <p>
              Still to be given for {formatDay(of.meeting.day)}: {missing.join(' and ')}.
            </p>
          </Notice>
        ) : null}
        {mayArrange ? (
          <ButtonRow>
            {noticeKinds
              .filter(kind => kind === 'summons' || of.meeting.kind !== 'workshop')
              .map(kind => (
                <ButtonLink
                  key={kind}
                  href={`${workPathOf(of)}/notice/give?kind=${encodeURIComponent(kind)}`}
                  kind={missing[0] === kind ? 'primary' : 'secondary'}
                >
                  {kind === 'summons' ? 'Write the summons' : 'Write the public notice'}
                </ButtonLink>
              ))}
          </ButtonRow>
        ) : null}
        {notices.length === 0 ? (
          <Empty>No notice has been given yet, so nobody outside sees this meeting.</Empty>
        ) : null}
        {notices.map(({ notice, review }) => (
          <section key={notice.id} aria-labelledby={`notice-${notice.id}`}>
            <h2 className="nhsuk-heading-m" id={`notice-${notice.id}`}>
              {titles[notice.kind]} of {formatDay(notice.given_on)}
            </h2>
            <p>
              <StatusTag colour={review.sufficient ? 'green' : 'red'}>{review.words}</StatusTag>
            </p>
            <WarningList
              heading="About this notice"
              level={3}
              warnings={review.warnings.filter(({ code }) => code === 'notice-of-another-day')}
            />
            <SummaryList
              rows={[
                { key: 'How it was given', value: notice.manner },
                ...(notice.signed_by === '' ? [] : [{ key: 'Signed by', value: notice.signed_by }]),
                {
                  key: 'Words',
                  value:
                    notice.kind === 'summons' && !maySeePrivate ? (
                      'For the members summoned.'
                    ) : (
                      <Lines text={notice.text} />
                    ),
                },
              ]}
            />
          </section>
        ))}
      </MeetingFrame>
    ),
  }),
  formPage({
    path: '/work/meetings/:body/:date/notice/give',
    needs: forMeeting('arrange meetings'),
    summary: 'Records that notice of a meeting, or a summons to it, was given.',
    read: readForm,
    values: ({ kind, draft, officer }, { today }) => ({
      kind,
      givenOn: today,
      manner: kind === 'summons' ? 'By e-mail to each member' : 'On the website',
      signedBy: officer,
      text: draft,
    }),
    view: ({ of, kind, due }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        title={kind === 'summons' ? 'Write the summons' : 'Write the public notice'}
        crumbs={[{ text: 'Notice', href: `${workPathOf(of)}/notice` }]}
        refusals={refusals}
      >
        <TabLinks
          label="What is given"
          tabs={noticeKinds.map(each => ({
            text: titles[each],
            href: `${workPathOf(of)}/notice/give?kind=${encodeURIComponent(each)}`,
            current: each === kind,
          }))}
        />
        {due ? (
          <p>
            Due by <DayText day={due.due} form="full" />. If it is later, the record will say so.
            {kind === 'public notice'
              ? ' Once it is given, the meeting is on the public site.'
              : ''}
          </p>
        ) : null}
        <Form values={values}>
          <RadioField
            name="kind"
            label="What is given"
            inline
            options={noticeKinds.map(each => ({ value: each, text: opening(each) }))}
          />
          <DateField name="givenOn" label="Given on" />
          <TextField
            name="manner"
            label="How it was given"
            hint="Such as on the website, at the office, by e-mail to members"
          />
          <TextField
            name="signedBy"
            label={kind === 'summons' ? 'Signed by' : 'Signed by (optional)'}
            hint="The proper officer, where it is a summons"
          />
          <TextArea
            name="text"
            label="Words"
            hint="Drafted from the agenda as it stands; change what you need to."
            rows={16}
          />
          <ButtonRow>
            <SubmitButton>Record that it was given</SubmitButton>
            <a href={`${workPathOf(of)}/notice`}>Cancel</a>
          </ButtonRow>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of }) => {
      const input = readNoticeForm(values, of.meeting.id)
      if (!input.ok) return input
      const outcome = await giveNotice(acting, input.value)
      return outcome.ok ? { ok: true, value: `${workPathOf(of)}/notice` } : outcome
    },
  }),
]
