import Type from 'typebox'
import { Limbs, Standing } from '../../design/desk.tsx'
import { LiveNews, LiveRegion, LiveScreen } from '../../design/live.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { type Day, day, formatDay, formatDayWithWeekday } from '../../platform/day.rules.ts'
import {
  type Page,
  publicPage,
  type Regions,
  streamPage,
  textOf,
  type Visit,
} from '../../platform/http/page.ts'
import { londonTime } from '../../platform/london.rules.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { RoomBoard } from './board.rules.ts'
import { whenAndWhere } from './meeting-parts.view.tsx'
import { nameOfMeeting, publicPathOf } from './meeting-paths.ts'
import { meetingOf } from './meeting-visit.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { readBoard } from './read-room.ts'
import { ROOM_CHANNEL } from './room.page.tsx'

type BoardShown = {
  readonly of: MeetingOfBody
  readonly today: Day
  readonly version: number
  /** Null until the meeting is opened in the room. */
  readonly board: RoomBoard | null
}

async function readBoardShown(db: Visit['db'], of: MeetingOfBody, today: Day): Promise<BoardShown> {
  const found = await readBoard(db, of.meeting.id)
  return { of, today, version: found?.version ?? 0, board: found?.board ?? null }
}

const at = (instant: string) => londonTime(new Date(instant))

/** What stands on the screen while the meeting does not sit in public, in a heading and a sentence. */
function pauseOf({ of, today, board }: BoardShown): { heading: string; text: string } | null {
  const { meeting } = of
  if (!board)
    return meeting.day < today
      ? {
          heading: `Held on ${formatDay(meeting.day)}`,
          text: 'What happened is on the page of the meeting.',
        }
      : {
          heading: `The meeting begins at ${whenAndWhere(meeting).split(',')[0]?.split(' to ')[0]}`,
          text: `${formatDayWithWeekday(meeting.day)}, ${whenAndWhere(meeting)}.`,
        }
  if (board.session === 'closed')
    return {
      heading: 'The meeting has closed',
      text: board.closedAt ? `It closed at ${at(board.closedAt)}.` : '',
    }
  if (board.publicExcluded)
    return {
      heading: 'The meeting is in private session',
      text: 'The public are excluded from this part of the meeting, by a resolution of the meeting.',
    }
  if (board.session === 'adjourned')
    return {
      heading: 'The meeting is adjourned',
      text: board.adjourned?.toDay
        ? `It goes on on ${formatDayWithWeekday(day(board.adjourned.toDay))}.`
        : board.adjourned
          ? `Since ${at(board.adjourned.from)}. It goes on shortly.`
          : '',
    }
  return null
}

const boardRegions = (shown: BoardShown): Regions => ({
  board: <Board shown={shown} />,
  news: <p>{newsOf(shown)}</p>,
})

function newsOf(shown: BoardShown): string {
  const pause = pauseOf(shown)
  if (pause) return `${pause.heading}. ${pause.text}`
  const { board } = shown
  if (!board) return ''
  const item = board.item ? `Item ${board.item.number}, ${board.item.title}. ` : ''
  const vote =
    board.vote && !board.vote.open && board.vote.result
      ? `${resultWords(board.vote)}. `
      : board.vote?.open
        ? 'A vote is open. '
        : ''
  const quorum = board.quorum
    ? `${board.quorum.quorate ? 'Quorate' : 'Not quorate'}: ${board.quorum.present} present, ${board.quorum.required} required.`
    : ''
  return item + vote + quorum
}

const resultWords = ({ result, votes }: NonNullable<RoomBoard['vote']>) =>
  `${result === 'lost' ? 'Lost' : 'Carried'}${votes ? `: ${votes.for} for, ${votes.against} against, ${votes.abstain} abstaining` : ', without a vote'}`

function Board({ shown }: { shown: BoardShown }) {
  const { board } = shown
  const pause = pauseOf(shown)
  if (pause || !board)
    return (
      <div className="gt-board-pause">
        <Standing tone={board?.publicExcluded ? 'closed' : 'quiet'} heading={pause?.heading ?? ''}>
          {pause?.text ? <p>{pause.text}</p> : null}
        </Standing>
      </div>
    )
  const { item, motion, vote, quorum } = board
  return (
    <div className="gt-board">
      <div>
        <h2 className="gt-board__item">
          {item ? (
            <>
              <span className="gt-board__number">Item {item.number}</span>
              {item.title}
            </>
          ) : (
            'The meeting is in session'
          )}
        </h2>
        {motion ? (
          <article className="gt-motion">
            <h3 className="gt-motion__heading">
              {motion.amendment ? 'Amendment' : `Motion to ${motion.verb}`}{' '}
              {vote?.open ? (
                <StatusTag colour="amber">
                  {vote.method === 'consensus'
                    ? 'Is it agreed?'
                    : `Voting, by ${vote.method === 'recorded' ? 'recorded vote' : vote.method}`}
                </StatusTag>
              ) : vote?.result ? (
                <StatusTag colour={vote.result === 'carried' ? 'green' : 'plain'}>
                  {vote.result === 'carried' ? 'Carried' : 'Lost'}
                </StatusTag>
              ) : (
                <StatusTag colour="blue">Before the meeting</StatusTag>
              )}
            </h3>
            <blockquote className="gt-motion__text">
              <p>{motion.amendment ? motion.amendment.text : motion.text}</p>
            </blockquote>
            {motion.amendment ? (
              <p className="gt-board__small">
                So that the motion would read: <q>{motion.amendment.wouldRead}</q>
              </p>
            ) : null}
            {vote?.open && vote.voted !== null ? (
              <p className="gt-board__big">
                {vote.voted} of {vote.mayVote} have voted
              </p>
            ) : null}
            {vote && !vote.open && vote.votes ? (
              <dl className="gt-board__votes">
                {(
                  [
                    ['For', vote.votes.for],
                    ['Against', vote.votes.against],
                    ['Abstaining', vote.votes.abstain],
                  ] as const
                ).map(([word, count]) => (
                  <div key={word}>
                    <dt>{word}</dt>
                    <dd>{count}</dd>
                  </div>
                ))}
              </dl>
            ) : null}
            {vote && !vote.open && vote.working ? (
              <p className="gt-board__small">{vote.working}</p>
            ) : null}
          </article>
        ) : null}
      </div>
      <div>
        {quorum ? (
          <Standing
            tone={quorum.quorate ? 'good' : 'bad'}
            figure={quorum.present}
            of={`of ${quorum.required} required`}
            heading={quorum.quorate ? 'Quorate' : 'Not quorate'}
          >
            {quorum.quorate ? null : <p>Until it is, the meeting decides nothing formal.</p>}
            {quorum.limbs.length > 1 ? (
              <Limbs limbs={quorum.limbs.filter(({ name }) => name !== 'number')} />
            ) : null}
          </Standing>
        ) : null}
        <p className="gt-board__opened">Opened at {at(board.openedAt)}</p>
      </div>
    </div>
  )
}

const schema = Type.Object({
  body: Type.Object({ slug: Type.String(), name: Type.String() }),
  date: Type.String(),
  title: Type.String(),
  page: Type.String(),
  startsAt: Type.String(),
  venue: Type.String(),
  version: Type.Integer(),
  session: Type.String({
    description: 'not opened, in session, adjourned or closed',
  }),
  openedAt: Type.Union([Type.String(), Type.Null()]),
  closedAt: Type.Union([Type.String(), Type.Null()]),
  publicExcluded: Type.Boolean(),
  item: Type.Union([Type.Object({ number: Type.String(), title: Type.String() }), Type.Null()]),
  quorum: Type.Union([
    Type.Object({
      members: Type.Integer(),
      required: Type.Integer(),
      present: Type.Integer(),
      quorate: Type.Boolean(),
      limbs: Type.Array(
        Type.Object({
          name: Type.String(),
          required: Type.Integer(),
          present: Type.Integer(),
          met: Type.Boolean(),
        }),
      ),
    }),
    Type.Null(),
  ]),
  motion: Type.Union([
    Type.Object({
      verb: Type.String(),
      text: Type.String(),
      amendment: Type.Union([
        Type.Object({ text: Type.String(), wouldRead: Type.String() }),
        Type.Null(),
      ]),
    }),
    Type.Null(),
  ]),
  vote: Type.Union([
    Type.Object({
      method: Type.String(),
      open: Type.Boolean(),
      mayVote: Type.Integer(),
      voted: Type.Union([Type.Integer(), Type.Null()]),
      votes: Type.Union([
        Type.Object({
          for: Type.Integer(),
          against: Type.Integer(),
          abstain: Type.Integer(),
        }),
        Type.Null(),
      ]),
      result: Type.Union([Type.String(), Type.Null()]),
      working: Type.String(),
    }),
    Type.Null(),
  ]),
})

function boardJson({ of, version, board }: BoardShown): Type.Static<typeof schema> {
  return {
    body: { slug: of.body.slug, name: of.body.name },
    date: of.meeting.day,
    title: nameOfMeeting(of),
    page: `${publicPathOf(of)}/room`,
    startsAt: of.meeting.starts_at.slice(0, 5),
    venue: of.meeting.venue,
    version,
    session: board?.session ?? 'not opened',
    openedAt: board?.openedAt ?? null,
    closedAt: board?.closedAt ?? null,
    publicExcluded: board?.publicExcluded ?? false,
    item: board?.item ?? null,
    quorum: board?.quorum
      ? { ...board.quorum, limbs: board.quorum.limbs.map(limb => ({ ...limb })) }
      : null,
    motion: board?.motion ?? null,
    vote: board?.vote ?? null,
  }
}

function boardPage(shown: BoardShown, visit: Visit) {
  const { of } = shown
  const projector = textOf(visit.query, 'view') === 'projector'
  const regions = boardRegions(shown)
  const address = `${publicPathOf(of)}/room`
  return (
    <PublicPage
      title={`In the room, ${nameOfMeeting(of)}`}
      description={`What ${of.body.name} is dealing with at this moment.`}
      bare={projector}
      breadcrumbs={[
        { text: 'Meetings', href: '/meetings' },
        { text: nameOfMeeting(of), href: publicPathOf(of) },
      ]}
    >
      <div className="gt-desk-title">
        <h1>
          {of.body.name} <span className="gt-desk-title__of">{nameOfMeeting(of)}</span>
        </h1>
        <p className="gt-desk-title__links">
          {projector ? (
            <a href={address}>As a page</a>
          ) : (
            <a href={`${address}?view=projector`}>For a projector</a>
          )}
        </p>
      </div>
      <LiveScreen stream={`${address}/stream`} now={visit.now}>
        <LiveRegion name="board">{regions.board}</LiveRegion>
        <LiveNews>{regions.news}</LiveNews>
      </LiveScreen>
    </PublicPage>
  )
}

/** A workshop is not public (R-TOR-14). @throws NotFound */
async function publicMeetingOf(visit: Visit): Promise<MeetingOfBody> {
  const of = await meetingOf(visit)
  if (of.meeting.kind === 'workshop') throw new NotFound('A workshop is not held in public.')
  return of
}

/** The second screen of a meeting: what it is dealing with now, for everybody. Three queries. */
export const roomBoardPages: Page[] = [
  publicPage({
    path: '/meetings/:body/:date/room',
    summary: 'What a meeting is dealing with at this moment: item, quorum, motion and vote.',
    schema,
    about: { nothing: 'It shows this moment of a meeting that is going on.' },
    read: async visit => readBoardShown(visit.db, await publicMeetingOf(visit), visit.today),
    view: boardPage,
    json: boardJson,
  }),
  streamPage<BoardShown>({
    path: '/meetings/:body/:date/room/stream',
    needs: 'anyone',
    summary: 'Follows what a meeting is dealing with.',
    channel: ROOM_CHANNEL,
    follow: async visit => {
      const of = await publicMeetingOf(visit)
      return {
        topic: of.meeting.id,
        reading: 'board',
        read: async ({ today }) => {
          const shown = await readBoardShown(visit.db, of, today)
          return { version: shown.board ? shown.version : null, state: shown }
        },
        writing: 'board',
        regions: boardRegions,
      }
    },
  }),
]
