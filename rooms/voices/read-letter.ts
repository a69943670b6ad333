import { type Selectable, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Viewer } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { AnswerOutcome, Direction, LetterFacts } from './correspondence.rules.ts'
import type { VoicesTables } from './voices.tables.ts'

const voices = (db: Db) => tablesOf<VoicesTables>(db)

export type LetterRow = Selectable<VoicesTables['voices.letters']>
export type LetterFile = Selectable<VoicesTables['voices.letter_files']>
export type LetterWriter = Selectable<VoicesTables['voices.letter_writers']>

/** A letter with what its state follows from. */
export type Letter = LetterRow & LetterFacts

export type LetterPoint = {
  readonly id: string
  readonly number: number
  readonly text: string
  readonly answers: readonly {
    readonly letter: string
    readonly outcome: AnswerOutcome
    readonly text: string
  }[]
}

/** A letter in full: its points with their answers, its files, and what hangs on it either way. */
export type LetterInFull = {
  readonly letter: Letter
  readonly points: readonly LetterPoint[]
  readonly files: readonly LetterFile[]
  readonly answersTo: Letter | undefined
  readonly replies: readonly Letter[]
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

// What a letter's state follows from, beside each row of letters.
export const ANSWERED = sql<number>`(select count(distinct p.id)::int from voices.letter_points p
  join voices.letter_answers a on a.point_id = p.id and a.outcome <> 'not answered'
  where p.letter_id = letters.id)`
export const REPLIES = sql<number>`(select count(*)::int from voices.letters r where r.in_reply_to = letters.id)`
export const POINTS = sql<number>`(select count(*)::int from voices.letter_points p where p.letter_id = letters.id)`

const letters = (db: Db) =>
  voices(db)
    .selectFrom('voices.letters')
    .selectAll('voices.letters')
    .select([REPLIES.as('replies'), POINTS.as('points'), ANSWERED.as('answered')])

/** @throws NotFound, also when this connection may not see it */
export async function readLetter(db: Db, id: string): Promise<Letter> {
  const letter = ID.test(id) ? await letters(db).where('id', '=', id).executeTakeFirst() : undefined
  if (!letter) throw new NotFound('There is no such letter in the record.')
  return letter
}

/** One letter with its points, answers, files and replies. Three queries. @throws NotFound */
export async function readLetterInFull(db: Db, id: string): Promise<LetterInFull> {
  const letter = await readLetter(db, id)
  const around = await letters(db)
    .where(where =>
      where.or([
        where('in_reply_to', '=', letter.id),
        ...(letter.in_reply_to === null ? [] : [where('id', '=', letter.in_reply_to)]),
      ]),
    )
    .orderBy('dated_on')
    .orderBy('recorded_at')
    .execute()
  const parts = await voices(db)
    .selectFrom('voices.letters')
    .where('id', '=', letter.id)
    .select(select => [
      jsonArrayFrom(
        select
          .selectFrom('voices.letter_points as point')
          .select(of => [
            'point.id',
            'point.number',
            'point.text',
            jsonArrayFrom(
              of
                .selectFrom('voices.letter_answers as answer')
                .select(['answer.letter_id as letter', 'answer.outcome', 'answer.text'])
                .whereRef('answer.point_id', '=', 'point.id')
                .orderBy('answer.recorded_at'),
            ).as('answers'),
          ])
          // A reply shows the points of the letter that it answers.
          .where('point.letter_id', 'in', [letter.id, letter.in_reply_to ?? letter.id])
          .where(where =>
            where.or([
              where('point.letter_id', '=', letter.id),
              where.exists(
                where
                  .selectFrom('voices.letter_answers as own')
                  .select('own.id')
                  .whereRef('own.point_id', '=', 'point.id')
                  .where('own.letter_id', '=', letter.id),
              ),
            ]),
          )
          .orderBy('point.letter_id')
          .orderBy('point.number'),
      ).as('points'),
      jsonArrayFrom(
        select
          .selectFrom('voices.letter_files as file')
          .selectAll('file')
          .where('file.letter_id', '=', letter.id)
          .orderBy('file.position'),
      ).as('files'),
    ])
    .executeTakeFirstOrThrow()
  return {
    letter,
    points: parts.points,
    // JSON has no instants: nothing reads when a file was recorded.
    files: parts.files.map(file => ({ ...file, recorded_at: new Date(file.recorded_at) })),
    answersTo: around.find(({ id: other }) => other === letter.in_reply_to),
    replies: around.filter(({ in_reply_to }) => in_reply_to === letter.id),
  }
}

/** The points of a letter, in their order. */
export const listPoints = (db: Db, letterId: string) =>
  voices(db)
    .selectFrom('voices.letter_points')
    .selectAll()
    .where('letter_id', '=', letterId)
    .orderBy('number')
    .execute()

export const listLetterFiles = (db: Db, letterId: string): Promise<LetterFile[]> =>
  voices(db)
    .selectFrom('voices.letter_files')
    .selectAll()
    .where('letter_id', '=', letterId)
    .orderBy('position')
    .execute()

/** Who wrote, where it was a private person: for those who keep the correspondence only. */
export const findWriter = (db: Db, letterId: string): Promise<LetterWriter | undefined> =>
  voices(db)
    .selectFrom('voices.letter_writers')
    .selectAll()
    .where('letter_id', '=', letterId)
    .executeTakeFirst()

export type LettersWanted = {
  readonly today: Day
  /** Left out: of every body. */
  readonly bodies?: readonly string[]
  /** Of these bodies also the private ones; of the others what members see. */
  readonly privateOf?: readonly string[] | 'everywhere'
  readonly meeting?: string
  readonly direction?: Direction
  readonly owner?: string
  /** Overdue, or any that waits for its reply, either way. */
  readonly which?: 'open' | 'overdue' | 'answered'
  readonly search?: string
  readonly limit?: number
  readonly offset?: number
}

const OPEN = sql<boolean>`reply_wanted and ${REPLIES} = 0`
const overdueOn = (today: Day) => sql<boolean>`(${OPEN}) and reply_due < ${today}`
const NOBODY = '00000000-0000-0000-0000-000000000000'

const matching = (db: Db, wanted: LettersWanted) =>
  voices(db)
    .selectFrom('voices.letters')
    .$if(wanted.bodies !== undefined, query =>
      query.where('body_id', 'in', [...(wanted.bodies ?? []), NOBODY]),
    )
    .$if(wanted.privateOf !== undefined && wanted.privateOf !== 'everywhere', query =>
      query.where(where =>
        where.or([
          where('audience', '<>', 'private'),
          where('body_id', 'in', [...(wanted.privateOf as readonly string[]), NOBODY]),
        ]),
      ),
    )
    .$if(wanted.meeting !== undefined, query =>
      query.where('meeting_id', '=', wanted.meeting ?? NOBODY),
    )
    .$if(wanted.direction !== undefined, query =>
      query.where('direction', '=', wanted.direction ?? 'received'),
    )
    .$if(wanted.owner !== undefined, query =>
      query.where('reply_owner_id', '=', wanted.owner ?? NOBODY),
    )
    .$if(wanted.which === 'open', query => query.where(OPEN))
    .$if(wanted.which === 'overdue', query => query.where(overdueOn(wanted.today)))
    .$if(wanted.which === 'answered', query => query.where(sql<boolean>`${REPLIES} > 0`))
    .$if((wanted.search ?? '') !== '', query => {
      const pattern = `%${(wanted.search ?? '').trim().replace(/[\\%_]/g, sign => `\\${sign}`)}%`
      return query.where(where =>
        where.or([
          where('subject', 'ilike', pattern),
          where('summary', 'ilike', pattern),
          where('correspondent', 'ilike', pattern),
        ]),
      )
    })

/** The letters wanted, overdue first, then those that wait, then the latest. One query. */
export const listLetters = (db: Db, wanted: LettersWanted): Promise<Letter[]> =>
  matching(db, wanted)
    .selectAll('voices.letters')
    .select([REPLIES.as('replies'), POINTS.as('points'), ANSWERED.as('answered')])
    .orderBy(sql`coalesce(${overdueOn(wanted.today)}, false)`, 'desc')
    .orderBy(OPEN, 'desc')
    .orderBy('dated_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .$if(wanted.limit !== undefined, query => query.limit(wanted.limit ?? 0))
    .$if(wanted.offset !== undefined, query => query.offset(wanted.offset ?? 0))
    .execute()

/** How many there are, wait for a reply, and are overdue. One query. */
export async function countLetters(
  db: Db,
  wanted: LettersWanted,
): Promise<{
  readonly all: number
  readonly open: number
  readonly overdue: number
  readonly answered: number
}> {
  const count = (which: ReturnType<typeof sql<boolean>>) =>
    sql<number>`count(*) filter (where ${which})::int`
  return matching(db, wanted)
    .select([
      sql<number>`count(*)::int`.as('all'),
      count(OPEN).as('open'),
      count(overdueOn(wanted.today)).as('overdue'),
      count(sql<boolean>`${REPLIES} > 0`).as('answered'),
    ])
    .executeTakeFirstOrThrow()
}

/** The letters with these ids that this connection may see, by id. One query. */
export async function readLetters(
  db: Db,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, LetterRow>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await voices(db)
    .selectFrom('voices.letters')
    .selectAll()
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}

/** Whether somebody of the workspace may see a letter: who owes its reply always, others by its audience. */
export const maySeeLetter = (
  viewer: Pick<Viewer, 'person' | 'may'> | null,
  letter: Pick<LetterRow, 'audience' | 'body_id' | 'reply_owner_id'>,
): boolean =>
  viewer !== null &&
  (letter.reply_owner_id === viewer.person ||
    viewer.may(
      letter.audience === 'private' ? 'keep correspondence' : 'see drafts',
      letter.body_id,
    ))
