type Row = Readonly<Record<string, unknown>>

type PlaceKind = {
  /** As a clerk calls what stands in the table: 'the published minutes'. */
  readonly words: string
  /** The public thing, or the thing of a body, to which a row belongs. */
  readonly of?: { readonly kind: string; readonly column: string }
}

const meeting = (words: string): PlaceKind => ({
  words,
  of: { kind: 'meeting', column: 'meeting_id' },
})
const body = (words: string): PlaceKind => ({ words, of: { kind: 'body', column: 'body_id' } })
const action = (words: string): PlaceKind => ({
  words,
  of: { kind: 'action', column: 'action_id' },
})
const own = (kind: string, words: string): PlaceKind => ({ words, of: { kind, column: 'id' } })

/** What stands in each table, for the tables in which text most often does; others by their own name. */
const kinds: Readonly<Record<string, PlaceKind>> = {
  'actions.actions': own('action', 'an action'),
  'actions.closures': action('the closure of an action'),
  'actions.deadlines': action('a deadline of an action'),
  'actions.hand_ons': action('an action handed on'),
  'actions.owner_changes': action('a change of an action’s owner'),
  'actions.owners': action('the owner of an action'),
  'actions.reports': action('a report on an action'),
  'bodies.bodies': own('body', 'the description of a body'),
  'bodies.delegations': body('a delegation'),
  'bodies.terms_of_reference': body('terms of reference'),
  'interests.declarations': body('a declaration of interests'),
  'interests.dispensations': body('a dispensation'),
  'interests.gifts': body('a gift or hospitality'),
  'interests.reviews': {
    words: 'what was said of a declaration of interests',
    of: { kind: 'declaration', column: 'declaration_id' },
  },
  'meetings.agenda_items': meeting('an item of the agenda'),
  'meetings.call_ins': { words: 'a call-in', of: { kind: 'decision', column: 'decision_id' } },
  'meetings.conflict_lines': meeting('an interest settled before a meeting'),
  'meetings.correspondences': own('decision', 'a decision by correspondence'),
  'meetings.decisions': own('decision', 'a decision as recorded'),
  'meetings.declarations': meeting('an interest declared at a meeting'),
  'meetings.meetings': own('meeting', 'the particulars of a meeting'),
  'meetings.minutes_corrections': meeting('a correction of minutes'),
  'meetings.minutes_drafts': meeting('draft minutes'),
  'meetings.notices': meeting('a notice'),
  'meetings.officer_decisions': own('decision', 'an officer’s decision'),
  'meetings.paper_files': { words: 'the text of a paper’s file' },
  'meetings.papers': own('paper', 'a paper'),
  'meetings.plan_items': body('the forward plan'),
  'meetings.published_decisions': own('decision', 'a decision as published'),
  'meetings.published_minutes': meeting('published minutes'),
  'meetings.published_outside': own('decision', 'a decision as published'),
  'people.persons': { words: 'the name of a person' },
  'platform.letters': { words: 'a letter that was sent out' },
  'publishing.packs': meeting('a published pack'),
  'reports.assessment_drafts': {
    words: 'a draft self-assessment',
    of: { kind: 'assessment', column: 'assessment_id' },
  },
  'reports.interest_answers': body('an answer to a check of interests'),
  'reports.published_reports': own('report', 'a published report'),
  'voices.askers': {
    words: 'who asked a question',
    of: { kind: 'question', column: 'question_id' },
  },
  'voices.letter_points': {
    words: 'a point of a letter',
    of: { kind: 'letter', column: 'letter_id' },
  },
  'voices.letter_writers': {
    words: 'who wrote a letter',
    of: { kind: 'letter', column: 'letter_id' },
  },
  'voices.letters': own('letter', 'a letter'),
  'voices.questions': own('question', 'a question'),
}

/** 'Published minutes, version 2': what a row is, for the list of places. */
export const placeInWords = (table: string, row: Row): string => {
  const words = kinds[table]?.words ?? table.replace('.', ': ').replaceAll('_', ' ')
  return typeof row.version === 'number' && /drafts|published|packs/.test(table)
    ? `${words}, version ${row.version}`
    : words
}

/** The thing to which a row belongs; undefined where it belongs to none that has a page. */
export const thingOfRow = (table: string, row: Row): { kind: string; id: string } | undefined => {
  const of = kinds[table]?.of
  const id = of && row[of.column]
  return of && typeof id === 'string' ? { kind: of.kind, id } : undefined
}

/** Tables whose rows are everybody's: who may redact for one body may not change them. */
export const isShared = (table: string): boolean =>
  table.startsWith('people.') || table === 'bodies.organisations' || table === 'bodies.places'
