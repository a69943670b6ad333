import type { Day } from '../../platform/day.rules.ts'
import {
  abbreviations,
  commonWords,
  directions,
  kindsOfBody,
  legalForms,
  passive,
  stakes,
  type Trade,
  ties,
  trades,
} from './field-vocabulary.rules.ts'
import { type Hit, Lexicon, normal, type Passage, passagesOf, phraseOf } from './passage.rules.ts'

/** An interest held on the day of the meeting. */
export type HeldInterest = {
  readonly id: string
  readonly person: string
  readonly description: string
  /** Where it was picked from the record. */
  readonly organisation: string | null
  /** The position under which it was declared, which often names a place. */
  readonly position: string
  readonly from: Day | null
  /** The last day on which it may have been held; null while it lasts. */
  readonly until: Day | null
}

/** By which organisation somebody sits. */
export type Sitting = { readonly person: string; readonly organisation: string }

/** An organisation under every name it bears or bore. */
export type KnownOrganisation = {
  readonly id: string
  readonly class: string
  readonly name: string
  readonly names: readonly string[]
  /** What took its place, so that one speaks of both. */
  readonly successor: string | null
  readonly places: readonly string[]
}

export type KnownPlace = { readonly id: string; readonly names: readonly string[] }

export type ItemToMatch = {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly purposes: readonly string[]
  readonly papers: readonly {
    readonly title: string
    readonly pages: readonly { readonly page: number | null; readonly text: string }[]
  }[]
}

export type MatchingFacts = {
  readonly day: Day
  readonly items: readonly ItemToMatch[]
  readonly interests: readonly HeldInterest[]
  readonly sittings: readonly Sitting[]
  readonly organisations: readonly KnownOrganisation[]
  readonly places: readonly KnownPlace[]
  /** Organisations whose own body meets: being named in its papers tells nothing. */
  readonly hosts: readonly string[]
}

/** 'certain': the organisation itself is named. 'likely': its trade or its own words are. 'possible': by a seat. */
export type Strength = 'certain' | 'likely' | 'possible'

export type Suggestion = {
  readonly item: string
  readonly person: string
  /** Null where it is not an interest but the organisation for which the member sits. */
  readonly interest: string | null
  readonly organisation: string | null
  readonly by: 'organisation' | 'name' | 'trade' | 'words' | 'seat'
  readonly strength: Strength
  /** The words of the item that were met, and where. */
  readonly matched: string
  readonly where: string
  readonly quote: string
  /** Why, in a sentence that a chair can check. */
  readonly why: string
}

/**
 * How much a mention weighs by where it stands, and how much makes a match. A title says what is
 * decided; a paper's title says it nearly as plainly; a sentence of the text may name anything in
 * passing, so one of them is too little and a third adds nothing.
 */
export const weights = {
  title: 3,
  paperTitle: 2,
  summary: 1,
  sentence: 1,
  sentencesAtMost: 2,
  /** A trade is what the item is about from here on, where money or a contract is to be decided. */
  aTrade: 2,
  /** And where nothing is to be had: then its title must say so, or nearly. */
  aTradeInPassing: 3,
  /** The interest's own rare words, each at most 1, times where they stand. */
  words: 1.5,
  /** A word in more of the register's lines than this tells one line from another no more. */
  commonInRegister: 3,
} as const

/** Whether an interest is held on a day: begun, and not over. One without dates is. */
export const isHeldOn = ({ from, until }: Pick<HeldInterest, 'from' | 'until'>, day: Day) =>
  (from === null || from <= day) && (until === null || until >= day)

/**
 * Which members' interests each item of an agenda may touch (R-COI-8), and why: by the
 * organisations, trades and rare words that the interest and the item have in common; and, as a
 * weaker reason, the organisation for which a member sits. A pure function of what is given; it
 * suggests, and a person decides.
 *
 * One suggestion for each item and interest, the strongest; seats only for members without one.
 */
export function suggestConflicts(facts: MatchingFacts): Suggestion[] {
  const read = readRegister(facts)
  return facts.items.flatMap(item => {
    const found = findIn(item, read)
    const declared = read.interests.flatMap(interest => {
      const match = matchOf(interest, found)
      return match ? [suggestionOf(item, interest, match)] : []
    })
    const spoken = new Set(declared.map(({ person }) => person))
    return [
      ...declared,
      ...seatsTouched(facts, found, read)
        .filter(({ person }) => !spoken.has(person))
        .map(seat => ({ ...seat, item: item.id })),
    ]
  })
}

// ── What the register says ──────────────────────────────────────────────────

type ReadInterest = {
  readonly held: HeldInterest
  readonly organisations: ReadonlySet<string>
  /** The names in its description, without their legal form. */
  readonly names: readonly string[]
  /** The same as they are compared. */
  readonly keys: readonly string[]
  readonly trades: ReadonlySet<Trade>
  /** Its own words and pairs of words, and how much each tells: 1 is found in one line only. */
  readonly words: ReadonlyMap<string, number>
  readonly places: ReadonlySet<string>
}

type ReadRegister = {
  readonly interests: readonly ReadInterest[]
  readonly organisations: Lexicon
  readonly names: Lexicon
  readonly asked: Lexicon
  readonly words: Lexicon
  readonly places: Lexicon
  readonly known: ReadonlyMap<string, KnownOrganisation>
  readonly tradesNow: readonly Trade[]
}

function readRegister(facts: MatchingFacts): ReadRegister {
  const known = new Map(facts.organisations.map(each => [each.id, each]))
  const tradesNow = trades.filter(({ from }) => from <= facts.day)
  const places = new Lexicon()
  for (const { id, names } of facts.places) for (const name of names) places.add(name, id)
  // What names a place or a known organisation is met by the whole name, or not at all.
  const spoken = new Set(
    [...facts.places, ...facts.organisations].flatMap(({ names }) => names.flatMap(phraseOf)),
  )
  const organisations = new Lexicon()
  const host = new Set(facts.hosts)
  for (const organisation of facts.organisations) {
    if (host.has(organisation.id)) continue
    for (const name of organisation.names)
      if (saysWhich(name))
        organisations.add(withoutForm(name), lastOf(organisation, known), asName(name))
  }
  const heldWords = new Lexicon()
  const asked = new Lexicon()
  for (const trade of tradesNow) {
    for (const word of trade.held) heldWords.add(word, trade.name)
    for (const word of trade.asked) asked.add(word, trade.name)
  }
  const byName = new Map(tradesNow.map(trade => [trade.name, trade]))
  const held = facts.interests.filter(interest => isHeldOn(interest, facts.day))
  const rarity = rarityIn(held.map(({ description }) => description))
  const sits = new Map<string, string[]>()
  for (const { person, organisation } of facts.sittings)
    sits.set(person, [...(sits.get(person) ?? []), organisation])

  const first = held.map((interest): ReadInterest => {
    const { description } = interest
    const named = new Set(
      organisations
        .find(description)
        .filter(hit => !isPartOfAnother(description, hit))
        .map(({ key }) => key),
    )
    if (interest.organisation !== null)
      named.add(lastOf(known.get(interest.organisation), known, interest.organisation))
    for (const id of host) named.delete(id)
    const names = namesIn(description).filter(name => saysWhich(name))
    return {
      held: interest,
      organisations: named,
      names,
      keys: names.map(normal),
      trades: new Set(heldWords.find(description).flatMap(({ key }) => byName.get(key) ?? [])),
      words: rareWordsOf(description, rarity, spoken),
      places: placesOf(interest, named, sits.get(interest.person) ?? [], places, known),
    }
  })
  const interests = first.map(one => ({ ...one, trades: tradesOfKin(one, first) }))
  const names = new Lexicon()
  for (const { names: own } of interests)
    for (const name of own)
      for (const written of spellings(name)) names.add(written, normal(name), asName(written))
  const words = new Lexicon()
  for (const { words: own } of interests) for (const word of own.keys()) words.add(word, word)
  return { interests, organisations, names, asked, words, places, known, tradesNow }
}

/** What an interest names, in so far as it says which body is meant. */
export type NamedInInterest = {
  readonly interest: string
  readonly person: string
  readonly names: readonly { readonly key: string; readonly name: string }[]
}

/**
 * The organisations that each interest held on a day names: those of the record by what took their
 * place in the end, others by their own words. The same name has the same key.
 */
export const namedInInterests = (
  facts: Pick<MatchingFacts, 'day' | 'interests' | 'organisations' | 'hosts'>,
): NamedInInterest[] => {
  const read = readRegister({ ...facts, items: [], sittings: [], places: [] })
  return read.interests.map(({ held, organisations, names }) => ({
    interest: held.id,
    person: held.person,
    names: [
      ...[...organisations].map(id => ({ key: id, name: read.known.get(id)?.name ?? id })),
      ...names
        .filter(name => read.organisations.find(name).length === 0)
        .map(name => ({ key: normal(name), name })),
    ],
  }))
}

/** What took an organisation's place in the end, so that old and new name meet. */
function lastOf(
  organisation: KnownOrganisation | undefined,
  known: ReadonlyMap<string, KnownOrganisation>,
  otherwise = '',
): string {
  const seen = new Set<string>()
  let last = organisation
  while (last?.successor && !seen.has(last.id)) {
    seen.add(last.id)
    const next = known.get(last.successor)
    if (!next) break
    last = next
  }
  return last?.id ?? otherwise
}

/** Whether a name says which body is meant: 'East London' is a place, 'voluntary sector' a trade. */
function saysWhich(name: string): boolean {
  const words = phraseOf(withoutForm(name))
  if (words.length === 0) return false
  if (tradeWords.has(words.join(' '))) return false
  return words.length > 1 || !isCommon(words)
}

/** Whether a name is of everyday words only: then it is one where it is written just so, as “Open University”. */
const isCommon = (words: readonly string[]) =>
  words.every(word => common.has(word) || kinds.has(word) || compass.has(word))

const tradeWords = new Set(trades.flatMap(({ held, asked }) => [...held, ...asked]).map(normal))
const common = new Set(commonWords.map(normal))
const kinds = new Set(kindsOfBody.map(normal))
const compass = new Set(directions.map(normal))
const atStake = new Set(stakes.map(normal))
const forms = new Set(legalForms.map(normal))

const withoutForm = (name: string) =>
  name
    .split(/\s+/)
    .filter((word, at, all) => !(at === all.length - 1 && at > 0 && forms.has(normal(word))))
    .join(' ')

/** The names of bodies in a description: runs of words that begin with a capital, joined by small ones. */
function namesIn(description: string): string[] {
  const runs = description.match(
    /(?:[A-Z][\w’'-]*|\d+)(?:\s+(?:(?:of|and|the|for|is|in|&)\s+){0,2}(?:[A-Z][\w’'-]*|\d+))*/g,
  )
  return (runs ?? []).flatMap(run => {
    const words = run.split(/\s+/)
    // The sentence's own capital, and the office that it names.
    while (
      words.length > 0 &&
      (roleWords.has(normal(words[0] ?? '')) || /^(is|of|the|in|for)$/i.test(words[0] ?? ''))
    )
      words.shift()
    const name = withoutForm(words.join(' '))
    return phraseOf(name).length === 0 ? [] : [name]
  })
}

const asName = (name: string) => ({ proper: true, exact: isCommon(phraseOf(withoutForm(name))) })

/** A name as it stands, and with what is short in it written out: 'NHS FT', 'NHS Foundation Trust'. */
const spellings = (name: string): string[] => {
  const words = name.split(/\s+/)
  return [...new Set([name, words.map(word => abbreviations[word] ?? word).join(' ')])]
}

const roleWords = new Set(
  'chair director trustee member partner governor treasurer secretary employee role senior sit non-executive nonexecutive clinical registered charity coaching independent honorary associate spouse board chief lay gp'
    .split(' ')
    .map(normal),
)

/** How much a word tells: 1 where one line has it, less the more do; learned from the register itself. */
function rarityIn(texts: readonly string[]): (word: string) => number {
  const lines = new Map<string, number>()
  for (const text of texts)
    for (const word of new Set(phraseOf(text))) lines.set(word, (lines.get(word) ?? 0) + 1)
  return word => {
    const count = lines.get(word) ?? 1
    return count > weights.commonInRegister
      ? 0
      : 1 - Math.log(count) / Math.log(Math.max(2, texts.length))
  }
}

function rareWordsOf(
  description: string,
  rarity: (word: string) => number,
  spoken: ReadonlySet<string>,
): Map<string, number> {
  const telling = (word: string) =>
    word.length >= 4 &&
    !common.has(word) &&
    !kinds.has(word) &&
    !compass.has(word) &&
    !spoken.has(word) &&
    !/^\d+$/.test(word)
  return new Map(
    phraseOf(description)
      .filter(telling)
      .map(word => [word, rarity(word)] as const)
      .filter(([, worth]) => worth > 0),
  )
}

/** Companies of one name are in one trade: what Care is Central Residential does, Care is Central does. */
function tradesOfKin(one: ReadInterest, all: readonly ReadInterest[]): ReadonlySet<Trade> {
  const own = one.keys.filter(key => key.includes(' '))
  const kin = all.filter(({ keys }) =>
    keys.some(key => own.some(mine => key.startsWith(`${mine} `))),
  )
  return new Set([...one.trades, ...kin.flatMap(({ trades: theirs }) => [...theirs])])
}

function placesOf(
  interest: HeldInterest,
  organisations: ReadonlySet<string>,
  sits: readonly string[],
  places: Lexicon,
  known: ReadonlyMap<string, KnownOrganisation>,
): ReadonlySet<string> {
  const named = (text: string) => places.find(text).map(({ key }) => key)
  const ofOrganisations = (ids: Iterable<string>) =>
    [...ids].flatMap(id => known.get(id)?.places ?? [])
  for (const found of [
    ofOrganisations(organisations),
    named(interest.description),
    named(interest.position),
    ofOrganisations(sits),
  ])
    if (found.length > 0) return new Set(found)
  return new Set()
}

// ── What the item says ──────────────────────────────────────────────────────

type Mention = Hit & { readonly passage: Passage }
type Found = {
  readonly organisations: ReadonlyMap<string, readonly Mention[]>
  readonly names: ReadonlyMap<string, readonly Mention[]>
  readonly trades: ReadonlyMap<string, readonly Mention[]>
  readonly words: ReadonlyMap<string, readonly Mention[]>
  /** How much makes a trade its subject. */
  readonly aTrade: number
  /** Places to which the item keeps; empty where it is for all. */
  readonly places: ReadonlySet<string>
}

function findIn(item: ItemToMatch, read: ReadRegister): Found {
  const passages = passagesOf(item)
  const stakesAreHigh =
    item.purposes.some(purpose => !passive.includes(purpose)) &&
    passages.some(
      ({ text }) => phraseOf(text).some(word => atStake.has(word)) || /[£€$]/.test(text),
    )
  const gather = (lexicon: Lexicon) => {
    const found = new Map<string, Mention[]>()
    for (const passage of passages)
      for (const hit of lexicon.find(passage.text)) {
        if (hit.proper && isPartOfAnother(passage.text, hit)) continue
        found.set(hit.key, [...(found.get(hit.key) ?? []), { ...hit, passage }])
      }
    return found
  }
  const places = gather(read.places)
  const inTitle = [...places].filter(([, hits]) =>
    hits.some(({ passage }) => passage.kind === 'title'),
  )
  return {
    aTrade: stakesAreHigh ? weights.aTrade : weights.aTradeInPassing,
    organisations: gather(read.organisations),
    names: gather(read.names),
    trades: gather(read.asked),
    words: gather(read.words),
    places: new Set((inTitle.length > 0 ? inTitle : [...places]).map(([id]) => id)),
  }
}

/** 'North East London NHS Foundation Trust' does not name the East London one. */
const isPartOfAnother = (text: string, { at }: Hit) => {
  const before = text.slice(0, at).match(/([A-Z][a-z]+)\s+$/)?.[1]
  return before !== undefined && compass.has(normal(before))
}

const weightOf = (mentions: readonly Mention[]): number => {
  const has = (kind: Passage['kind']) => mentions.some(({ passage }) => passage.kind === kind)
  const sentences = new Set(
    mentions
      .filter(({ passage }) => passage.kind === 'text')
      .map(({ passage, sentence }) => `${passage.where}\n${sentence}`),
  ).size
  return (
    (has('title') ? weights.title : 0) +
    (has('paper title') ? weights.paperTitle : 0) +
    (has('summary') ? weights.summary : 0) +
    weights.sentence * Math.min(sentences, weights.sentencesAtMost)
  )
}

// ── Where they meet ─────────────────────────────────────────────────────────

type Match = Pick<Suggestion, 'by' | 'strength'> & {
  readonly mention: Mention
  readonly trade?: string
  readonly organisation?: string
}

function matchOf(interest: ReadInterest, found: Found): Match | undefined {
  for (const organisation of interest.organisations) {
    const mention = bestOf(found.organisations.get(organisation))
    if (mention) return { by: 'organisation', strength: 'certain', mention, organisation }
  }
  for (const name of interest.names) {
    const mention = bestOf(found.names.get(normal(name)))
    if (mention) return { by: 'name', strength: 'certain', mention }
  }
  const elsewhere = keepsElsewhere(interest.places, found.places)
  if (!elsewhere)
    for (const trade of interest.trades) {
      const mentions = found.trades.get(trade.name) ?? []
      const mention = bestOf(mentions)
      if (mention && weightOf(mentions) >= found.aTrade)
        return { by: 'trade', strength: 'likely', mention, trade: trade.name }
    }
  let sum = 0
  const met: Mention[] = []
  for (const [word, worth] of interest.words) {
    const mentions = found.words.get(word)
    if (!mentions) continue
    sum += worth * weightOf(mentions)
    met.push(...mentions)
  }
  const mention = bestOf(met)
  if (mention && !elsewhere && sum >= weights.words)
    return { by: 'words', strength: 'likely', mention }
  return undefined
}

const keepsElsewhere = (own: ReadonlySet<string>, items: ReadonlySet<string>) =>
  own.size > 0 && items.size > 0 && ![...own].some(place => items.has(place))

const rank: Readonly<Record<Passage['kind'], number>> = {
  text: 0,
  title: 1,
  'paper title': 2,
  summary: 3,
}

/** The mention that shows most to a reader: in the text with its page, before a title. */
const bestOf = (mentions: readonly Mention[] | undefined): Mention | undefined =>
  [...(mentions ?? [])].sort((one, other) => rank[one.passage.kind] - rank[other.passage.kind])[0]

function suggestionOf(item: ItemToMatch, { held }: ReadInterest, match: Match): Suggestion {
  const { mention, by } = match
  const tie = ties.find(({ begins }) => begins.test(held.description))?.says
  const names = `The item names ${mention.words}${tie ? `, ${tie}` : ''}`
  const reason =
    by === 'trade'
      ? `The item is about ${match.trade ?? ''}, in which the interest lies`
      : by === 'words'
        ? `The item speaks of “${mention.words}”, as the interest does`
        : names
  return {
    item: item.id,
    person: held.person,
    interest: held.id,
    organisation: match.organisation ?? held.organisation,
    by,
    strength: match.strength,
    matched: mention.words,
    where: mention.passage.where,
    quote: mention.quote,
    why: `${reason}: ‘${mention.quote}’ in ${mention.passage.where}.`,
  }
}

function seatsTouched(
  { sittings, hosts }: MatchingFacts,
  found: Found,
  { known, tradesNow }: ReadRegister,
): Omit<Suggestion, 'item'>[] {
  const seen = new Set<string>()
  return sittings.flatMap(({ person, organisation: id }) => {
    const organisation = known.get(id)
    if (!organisation || hosts.includes(id) || seen.has(person)) return []
    const named = bestOf(found.organisations.get(lastOf(organisation, known)))
    const trade = tradesNow.find(
      each =>
        each.classes?.includes(organisation.class) &&
        !keepsElsewhere(new Set(organisation.places), found.places) &&
        weightOf(found.trades.get(each.name) ?? []) >= found.aTrade,
    )
    const mention = named ?? (trade && bestOf(found.trades.get(trade.name)))
    if (!mention) return []
    seen.add(person)
    const reason = named
      ? `The item names ${mention.words}, for which the member sits`
      : `The item is about ${trade?.name ?? ''}, and the member sits for ${organisation.name}`
    return [
      {
        person,
        interest: null,
        organisation: id,
        by: 'seat' as const,
        strength: 'possible' as const,
        matched: mention.words,
        where: mention.passage.where,
        quote: mention.quote,
        why: `${reason}: ‘${mention.quote}’ in ${mention.passage.where}.`,
      },
    ]
  })
}
