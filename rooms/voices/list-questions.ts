import type { Selectable } from 'kysely'
import { type Db, tablesOf } from '../../platform/database/database.ts'
import type { Day } from '../../platform/day.rules.ts'
import type { Question } from './read-question.ts'
import type { VoicesTables } from './voices.tables.ts'

const voices = (db: Db) => tablesOf<VoicesTables>(db)

export type QuestionsWanted = {
  /** Left out: of every body. */
  readonly bodies?: readonly string[]
  readonly meeting?: string
  readonly which?: 'answered' | 'awaiting' | 'declined'
  readonly published?: boolean
  /** Asked, or to be answered, between these days. */
  readonly from?: Day
  readonly to?: Day
  readonly limit?: number
  readonly offset?: number
}

const matching = (db: Db, wanted: QuestionsWanted) =>
  voices(db)
    .selectFrom('voices.questions')
    .$if(wanted.bodies !== undefined, query =>
      // An empty `in ()` is not SQL.
      (wanted.bodies ?? []).length === 0
        ? query.where('id', 'is', null)
        : query.where('body_id', 'in', [...(wanted.bodies ?? [])]),
    )
    .$if(wanted.meeting !== undefined, query =>
      query.where('meeting_id', '=', wanted.meeting ?? ''),
    )
    .$if(wanted.from !== undefined && wanted.to !== undefined, query =>
      query
        .where(where => where.fn.coalesce('reply_due', 'asked_on'), '>=', wanted.from ?? null)
        .where('asked_on', '<=', wanted.to ?? null),
    )
    .$if(wanted.published === true, query => query.where('published_at', 'is not', null))
    .$if(wanted.which === 'answered', query => query.where('answered_on', 'is not', null))
    .$if(wanted.which === 'declined', query => query.where('declined_on', 'is not', null))
    .$if(wanted.which === 'awaiting', query =>
      query.where('answered_on', 'is', null).where('declined_on', 'is', null),
    )

/** The questions wanted: the latest answered or asked first. One query. */
export const listQuestions = (db: Db, wanted: QuestionsWanted): Promise<Question[]> =>
  matching(db, wanted)
    .selectAll()
    .orderBy(order => order.fn.coalesce('answered_on', 'asked_on'), 'desc')
    .orderBy('recorded_at', 'desc')
    .$if(wanted.limit !== undefined, query => query.limit(wanted.limit ?? 0))
    .$if(wanted.offset !== undefined, query => query.offset(wanted.offset ?? 0))
    .execute()

export type QuestionDays = Selectable<VoicesTables['voices.question_days']>

/**
 * When the questions of some bodies were asked, are to be answered and were, for those who see
 * what is due and not the asker's words. One query.
 */
export const listQuestionDays = async (
  db: Db,
  { bodies, from, to }: { bodies: readonly string[]; from: Day; to: Day },
): Promise<QuestionDays[]> =>
  bodies.length === 0
    ? []
    : voices(db)
        .selectFrom('voices.question_days')
        .selectAll()
        .where('body_id', 'in', [...bodies])
        .where(where => where.fn.coalesce('reply_due', 'asked_on'), '>=', from)
        .where('asked_on', '<=', to)
        .orderBy('asked_on', 'desc')
        .orderBy('id')
        .execute()

export type QuestionCounts = {
  readonly body: string
  readonly answered: number
  readonly all: number
}

/** How many questions each body has, and how many are answered. One query. */
export const countQuestions = (db: Db, wanted: QuestionsWanted): Promise<QuestionCounts[]> =>
  matching(db, wanted)
    .select(select => [
      'body_id as body',
      select.fn.count<number>('answered_on').as('answered'),
      select.fn.countAll<number>().as('all'),
    ])
    .groupBy('body_id')
    .execute()
