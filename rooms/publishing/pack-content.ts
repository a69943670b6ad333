import type { Day } from '../../platform/day.rules.ts'
import type { Block } from '../../platform/documents/blocks.ts'
import type { KeptTwin } from '../../platform/documents/kept-twin.ts'
import type { TreatmentLine } from './agenda-changes.rules.ts'
import type { PackChange } from './pack-changes.rules.ts'

/** How much of a meeting's papers a version holds: the agenda alone, or all that there is. */
export type PackExtent = 'agenda' | 'pack'

/**
 * What a pack holds: a copy of the record as it stood that day, which nothing
 * changes afterwards. It is stored as JSON and read back by later releases, so
 * `format` says which shape it has; a field is only ever added.
 */
export type PackContent = {
  readonly format: 1
  /** 'public' is what publishing.packs keeps; 'members' is made on demand and never kept. */
  readonly part: 'public' | 'members'
  /** 'agenda' where it went out alone, its papers to follow; left out in packs made before this was told. */
  readonly extent?: PackExtent
  readonly asOn: Day
  readonly body: { readonly id: string; readonly slug: string; readonly name: string }
  readonly meeting: PackMeeting
  readonly notice: PackNotice | null
  readonly items: readonly PackItem[]
  /** Numbers of the items that are to be taken without the public; nothing else of them is public. */
  readonly privateItems: readonly string[]
  /** Of those, the ones that an earlier version had in public. */
  readonly nowPrivate?: readonly { readonly id: string; readonly number: string }[]
  readonly minutes: PackMinutes | null
  readonly tracker: PackTracker | null
  readonly interests: PackInterests | null
  readonly questions: readonly PackQuestion[]
  /** Absent from packs of before there was one, null where the plan was empty. */
  readonly forwardPlan?: PackPlan | null
}

/** The body's forward plan as it stood: public items expected after the meeting (R-TOR-13). */
export type PackPlan = {
  readonly asOn: Day
  readonly entries: readonly PackPlanEntry[]
  /** What every meeting has, by title. */
  readonly standing: readonly string[]
}

export type PackPlanEntry = {
  readonly title: string
  readonly lead: string
  readonly purposes: readonly string[]
  /** A meeting, a month, or to be placed; in words. */
  readonly when: string
  readonly source: string
}

export type PackMeeting = {
  readonly id: string
  readonly slug: string
  readonly day: Day
  readonly kind: string
  readonly title: string
  readonly startsAt: string
  readonly endsAt: string | null
  readonly mode: string
  readonly venue: string
  readonly note: string
}

export type PackNotice = {
  readonly givenOn: Day
  readonly manner: string
  readonly signedBy: string
  readonly text: string
}

export type PackItem = {
  readonly id: string
  readonly number: string
  readonly section: string
  readonly title: string
  readonly kind: string
  readonly audience: 'public' | 'private'
  /** Why it is private; in a members' pack only. */
  readonly privateReason: string
  readonly lead: string
  readonly purposes: readonly string[]
  readonly startsAt: string | null
  readonly minutes: number | null
  readonly summary: string
  readonly papers: readonly PackPaper[]
  /** What became of it, other than being taken in its turn. */
  readonly treatments?: readonly PackTreatment[]
  /** Papers that an earlier version had and that were withdrawn since. */
  readonly withdrawn?: readonly PackWithdrawn[]
}

export type PackTreatment = TreatmentLine & {
  /** The other meeting, where the item went to one or came from one. */
  readonly meeting: { readonly id: string; readonly slug: string; readonly day: Day } | null
}

export type PackWithdrawn = {
  readonly id: string
  readonly title: string
  readonly on: Day
  readonly reason: string
  /** The last version that has it. */
  readonly version: number
}

export type PackPaper = {
  readonly id: string
  readonly title: string
  readonly kind: 'paper' | 'late' | 'supplementary' | 'to follow'
  readonly submittedOn: Day | null
  readonly cover: PackCover | null
  readonly files: readonly PackFile[]
  /** Who let a late or supplementary paper in, and why; and on which day. */
  readonly permission?: string
  readonly permittedOn?: Day | null
}

/** A cover sheet as it is printed: only what was filled in. */
export type PackCover = {
  readonly facts: readonly { readonly label: string; readonly text: string }[]
  readonly texts: readonly { readonly heading: string; readonly blocks: readonly Block[] }[]
  readonly recommendations: readonly string[]
  readonly implications: readonly {
    readonly about: string
    readonly answer: string
    readonly detail: string
  }[]
}

export type PackFile = {
  readonly name: string
  readonly description: string
  readonly hash: string
  readonly mediaType: string
  readonly size: number
  readonly pages: number | null
  readonly tagged: boolean | null
  /** The same content as a page can show it; empty where none could be made. */
  readonly twin: KeptTwin
  /** The published copy whose place it takes. */
  readonly replaces?: { readonly name: string; readonly hash: string; readonly until: Day | null }
  /** Why it came or was replaced after the papers were published. */
  readonly because?: string
}

export type PackMinutes = {
  readonly meeting: { readonly slug: string; readonly day: Day; readonly name: string }
  /** 'draft', 'approved by the chair', 'approved', 'signed'. */
  readonly state: string
  readonly version: number
  readonly blocks: readonly Block[]
}

export type PackTracker = {
  readonly asOn: Day
  readonly actions: readonly PackAction[]
}

export type PackAction = {
  readonly id: string
  readonly number: number
  readonly text: string
  readonly itemTitle: string
  readonly raisedOn: Day
  readonly owners: readonly string[]
  readonly deadline: string
  readonly pastDeadlines: readonly string[]
  readonly position: string
  /** As the state's tag names it. */
  readonly state: string
  readonly label: string
  /** As the tracker's key has it: black, red, amber, green, none. */
  readonly colour: string
  readonly closedOn: Day | null
}

export type PackInterests = {
  readonly asOn: Day
  readonly declarations: readonly PackDeclaration[]
}

export type PackDeclaration = {
  readonly name: string
  readonly position: string
  readonly answer: string
  readonly types: readonly string[]
  readonly interest: string
  readonly from: string
  readonly to: string
  readonly handling: string
  readonly declaredOn: string
}

export type PackQuestion = {
  readonly id: string
  readonly askedOn: Day
  readonly text: string
  readonly shownAs: string
  readonly answer: string
}

/** A published pack, without its content. */
export type PackVersion = {
  readonly id: string
  readonly meetingId: string
  readonly version: number
  readonly publishedOn: Day
  readonly publishedAt: Date
  readonly note: string
  readonly pdfHash: string
  readonly pdfPages: number
  readonly pdfSize: number
  readonly changes: readonly PackChange[]
  readonly extent: PackExtent
}

/** A published pack as it was frozen. */
export type PublishedPack = PackVersion & { readonly content: PackContent }
