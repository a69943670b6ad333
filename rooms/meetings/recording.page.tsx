import { DateField } from '../../design/date-field.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { Notice } from '../../design/notice.tsx'
import { TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { formPage, textOf, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done } from '../../platform/outcome.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { deleteRecording, findRecording, keepRecording } from './keep-recording.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { SavedMeanwhile } from './meeting-parts.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { readMinutesFacts } from './read-minutes.ts'
import { deletionDue, retentionInWords } from './recording.rules.ts'

async function readRecording(visit: Visit) {
  const of = await meetingOf(visit)
  const { db, today } = visit
  const terms = termsInForce(await listTerms(db, of.body.id), of.meeting.day)?.terms.recordings
  const facts = await readMinutesFacts(db, of.meeting)
  const approved = facts.putTo.find(({ manner, on }) => manner === 'formal' && on <= today)
  return {
    of,
    recording: await findRecording(db, of.meeting.id),
    terms,
    due: deletionDue(terms, { day: of.meeting.day, minutesApprovedOn: approved?.on ?? null }),
  }
}

/** Where a meeting can be watched, and when its recording goes. */
export const recordingPages = [
  formPage({
    path: '/work/meetings/:body/:date/recording',
    needs: forMeeting('arrange meetings'),
    summary: 'Records where a meeting can be watched, live and afterwards.',
    read: readRecording,
    changes: { what: 'this recording', version: ({ recording }) => recording?.version ?? 0 },
    values: ({ recording }) => ({
      liveAddress: recording?.live_address ?? '',
      address: recording?.address ?? '',
      madeBy: recording?.made_by ?? '',
      publishedOn: recording?.published_on ?? '',
      captionedOn: recording?.captioned_on ?? '',
    }),
    view: ({ of, recording, terms, due }, form, { today }) => (
      <MeetingFrame of={of} title="Live link and recording" refusals={form.refusals}>
        <p>{terms ? retentionInWords(terms) : 'The terms do not say how long one is kept.'}</p>
        {recording?.deleted_on ? (
          <Notice>
            <p>
              The recording was deleted on {formatDay(recording.deleted_on)}:{' '}
              {recording.deleted_because}
            </p>
          </Notice>
        ) : (
          <>
            {due !== null && recording?.address ? (
              <Notice>
                <p>
                  {due <= today
                    ? `It has been due to be deleted since ${formatDay(due)}.`
                    : `It is due to be deleted from ${formatDay(due)}.`}
                </p>
              </Notice>
            ) : null}
            <SavedMeanwhile
              form={form}
              rows={[
                { key: 'Live', value: recording?.live_address ?? '' },
                { key: 'Recording', value: recording?.address ?? '' },
              ]}
            />
            <Form values={form.values}>
              <TextField
                name="liveAddress"
                label="Where to watch it live (optional)"
                hint="For everybody: an address that begins with https://"
              />
              <TextField name="address" label="Where the recording is (optional)" />
              <TextField name="madeBy" label="Who made the recording" hint="By office" />
              <DateField name="publishedOn" label="It could be watched from" />
              <DateField
                name="captionedOn"
                label="Captions since (optional)"
                hint="Due within 14 days"
              />
              <SubmitButton>Save</SubmitButton>
            </Form>
            {recording?.address ? (
              <p>
                <a href={`${workPathOf(of)}/recording/deleted`}>
                  Record that the recording was deleted
                </a>
              </p>
            ) : null}
          </>
        )}
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of }) => {
      const form = reading(values)
      const input = form.outcome({
        meeting: of.meeting.id,
        version: form.number(
          'version',
          { from: 0, to: 1_000_000, called: 'The version' },
          'Reload.',
        ),
        liveAddress: form.optionalText('liveAddress'),
        address: form.optionalText('address'),
        madeBy: form.optionalText('madeBy'),
        publishedOn: form.optionalDay('publishedOn'),
        captionedOn: form.optionalDay('captionedOn'),
      })
      if (!input.ok) return input
      const outcome = await keepRecording(acting, input.value)
      return outcome.ok ? done(`${workPathOf(of)}/recording`) : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/recording/deleted',
    needs: forMeeting('arrange meetings'),
    summary: 'Records that the recording of a meeting was deleted, and by which rule.',
    read: readRecording,
    values: ({ terms }) => ({
      because: terms ? retentionInWords(terms).replace(/^It is kept/, 'It was kept') : '',
    }),
    view: ({ of }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        title="The recording was deleted"
        refusals={refusals}
        within="recording"
        crumbs={[{ text: 'Live link and recording', href: `${workPathOf(of)}/recording` }]}
      >
        <Form values={values}>
          <TextArea name="because" label="By which rule" rows={2} hint="Published" />
          <SubmitButton>Record that it was deleted</SubmitButton>
        </Form>
      </MeetingFrame>
    ),
    submit: async ({ acting }, values, { of }) => {
      const outcome = await deleteRecording(acting, {
        meeting: of.meeting.id,
        because: textOf(values, 'because'),
      })
      return outcome.ok ? done(`${workPathOf(of)}/recording`) : outcome
    },
  }),
]
