import { CardList } from '../../design/card-list.tsx'
import { RadioField } from '../../design/choice-fields.tsx'
import { Empty } from '../../design/empty.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { TextArea } from '../../design/text-fields.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { formPage, textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done, NotFound } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { readBodyBySlug } from '../bodies/read-body.ts'
import { readPersons } from '../people/read-person.ts'
import { readDeclaration } from './amend-declaration.ts'
import { declaredLate, pecuniaryMeanings } from './declaration.rules.ts'
import { forRegister } from './declare.page.tsx'
import { describedInWords } from './described.rules.ts'
import { limitsOn } from './limits.rules.ts'
import { listLimits } from './list-limits.ts'
import { chainOf, listReviews, listVersionsOf } from './list-own-interests.ts'
import type { Declaration } from './list-register.ts'
import { isCouncils } from './read-prompts.ts'
import { heldInWords } from './register.view.tsx'
import { listWaiting, reviewDeclaration } from './review-declaration.ts'

const crumbsOf = ({ name, slug }: { name: string; slug: string }) => [
  { text: 'Interests', href: '/work/interests' },
  { text: name, href: `/work/interests/${slug}` },
]

const listPage = workPage({
  path: '/work/interests/:body/review',
  needs: forRegister,
  read: async ({ db, params }) => {
    const body = await readBodyBySlug(db, params.body ?? '')
    const { waits, returned } = await listWaiting(db, body.id)
    return {
      body,
      waits,
      returned,
      persons: await readPersons(
        db,
        [...waits, ...returned.map(({ declaration }) => declaration)].map(
          ({ person_id }) => person_id,
        ),
      ),
    }
  },
  view: ({ body, waits, returned, persons }) => {
    const titleOf = (entry: Declaration) =>
      `${persons.get(entry.person_id)?.name ?? ''}: ${describedInWords(entry)}`
    return (
      <WorkPage title="Declarations that wait" breadcrumbs={crumbsOf(body)}>
        <PageHeading
          caption={body.name}
          title="Declarations that wait"
          lede="Agree how each is handled, or return it with a word. What is not agreed is not published."
        />
        {waits.length === 0 ? (
          <Empty>Nothing waits for you.</Empty>
        ) : (
          <CardList
            items={waits.map(entry => ({
              id: entry.id,
              title: titleOf(entry),
              href: `/work/interests/${body.slug}/review/${entry.id}`,
              facts: [
                ...(entry.version > 1
                  ? [
                      <StatusTag key="version" colour="plain">
                        Corrected
                      </StatusTag>,
                    ]
                  : []),
                ...(entry.sensitive
                  ? [
                      <StatusTag key="sensitive" colour="ink">
                        Sensitive: not public
                      </StatusTag>,
                    ]
                  : []),
                entry.declared_on === null ? '' : `declared ${formatDay(entry.declared_on)}`,
              ],
            }))}
          />
        )}
        {returned.length === 0 ? null : (
          <>
            <h2>Returned, and not yet corrected</h2>
            <CardList
              level={3}
              items={returned.map(({ declaration, words }) => ({
                id: declaration.id,
                title: titleOf(declaration),
                text: `“${words}”`,
              }))}
            />
          </>
        )}
      </WorkPage>
    )
  },
})

async function readOne(visit: Visit) {
  const { db, params, viewer } = visit
  const body = await readBodyBySlug(db, params.body ?? '')
  const entry = await readDeclaration(db, params.id ?? '')
  if (entry.body_id !== body.id)
    throw new NotFound('There is no such declaration in this register.')
  const versions = (await listVersionsOf(db, entry.person_id)).filter(
    row => chainOf(row) === chainOf(entry),
  )
  const reviews = await listReviews(
    db,
    versions.map(({ id }) => id),
  )
  const persons = await readPersons(db, [
    entry.person_id,
    ...[...reviews.values()].flat().flatMap(({ reviewed_by }) => reviewed_by ?? []),
  ])
  const limits = limitsOn((await listLimits(db, [body.id])).get(body.id) ?? [], visit.today)
  return {
    body,
    entry,
    versions,
    reviews,
    persons,
    isOwn: entry.person_id === viewer?.person,
    waits: (await listWaiting(db, body.id)).waits.some(({ id }) => id === entry.id),
    late: declaredLate(entry, limits['days to declare'], isCouncils(body)),
  }
}

type One = Awaited<ReturnType<typeof readOne>>

function Particulars({ entry, late }: Pick<One, 'entry' | 'late'>) {
  const held = heldInWords(entry)
  return (
    <SummaryList
      rows={[
        { key: 'Interest', value: describedInWords(entry) },
        { key: 'Types', value: opening(entry.types.join(', ')) },
        ...(entry.pecuniary_subject === null
          ? []
          : [
              {
                key: 'Disclosable pecuniary interest',
                value: `${pecuniaryMeanings[entry.pecuniary_subject]}${entry.of_partner ? ' (the partner’s)' : ''}`,
              },
            ]),
        ...(held === '' ? [] : [{ key: 'Held', value: held }]),
        {
          key: 'Declared',
          value: `${entry.declared_on === null ? 'Undated' : formatDay(entry.declared_on)}${late ? `: late, it was due by ${formatDay(late)}` : ''}`,
        },
        { key: 'They propose', value: entry.handling || 'Nothing' },
        ...(entry.sensitive
          ? [{ key: 'Sensitive, not public', value: entry.sensitive_reason }]
          : []),
      ]}
    />
  )
}

/** Its earlier versions and what was said of each, the latest first. */
function History({ entry, versions, reviews, persons }: One) {
  const points = versions.flatMap(version => [
    ...(reviews.get(version.id) ?? []).map(review => ({
      day: review.reviewed_on,
      title: review.outcome === 'agreed' ? 'Agreed' : 'Returned',
      body: (
        <p>
          {review.outcome === 'agreed'
            ? `${review.handling}${review.proposed_handling === review.handling ? '' : ` (proposed: ${review.proposed_handling || 'nothing'})`}`
            : `“${review.words}”`}
          {review.reviewed_by ? `, ${persons.get(review.reviewed_by)?.name ?? ''}` : ''}
        </p>
      ),
    })),
    ...(version.id === entry.id
      ? []
      : [
          {
            ...(version.declared_on === null ? {} : { day: version.declared_on }),
            title: 'Declared as',
            body: (
              <p>
                {version.answer === 'yes' ? describedInWords(version) : 'Nothing to declare'}
                {heldInWords(version) === '' ? '' : `, ${heldInWords(version)}`}
              </p>
            ),
          },
        ]),
  ])
  return points.length === 0 ? null : (
    <>
      <h2>Before</h2>
      <Timeline points={points} />
    </>
  )
}

const onePage = formPage({
  path: '/work/interests/:body/review/:id',
  needs: forRegister,
  summary: 'Agrees how a declared interest is handled, or returns it with a word.',
  read: readOne,
  values: ({ entry }) => ({ handling: entry.handling }),
  view: (one, { values, refusals }) => {
    const { body, entry, persons, isOwn, waits } = one
    return (
      <WorkPage
        title="A declaration"
        refusals={refusals}
        breadcrumbs={[
          ...crumbsOf(body),
          { text: 'Declarations that wait', href: `/work/interests/${body.slug}/review` },
        ]}
      >
        <PageHeading
          caption={body.name}
          title={persons.get(entry.person_id)?.name ?? 'A declaration'}
          lede={entry.position_declared}
        />
        <Particulars {...one} />
        {!waits ? (
          <Empty>It waits no more.</Empty>
        ) : isOwn ? (
          <Empty>It is your own: somebody else who keeps the register looks at it.</Empty>
        ) : (
          <Form values={values}>
            <RadioField
              name="outcome"
              label="What you say"
              options={[
                {
                  value: 'agreed',
                  text: 'Agree, and enter it in the register',
                  hint: 'It is public once the register is next published.',
                  reveal: (
                    <TextArea
                      name="handling"
                      label="How it is handled in meetings"
                      hint="As the register will say it. If nothing is needed, say: noted."
                      rows={3}
                    />
                  ),
                },
                {
                  value: 'returned',
                  text: 'Return it',
                  hint: 'It is not published until it is corrected and agreed.',
                  reveal: (
                    <TextArea
                      name="words"
                      label="What is to be put right"
                      hint="The person reads it. If it names somebody who need not be named, say so here."
                      rows={3}
                    />
                  ),
                },
              ]}
            />
            <SubmitButton>Save</SubmitButton>
          </Form>
        )}
        <p>
          <a href={`/work/redactions/new?declaration=${entry.id}`}>
            Redact a third party’s details from it
          </a>
        </p>
        <History {...one} />
      </WorkPage>
    )
  },
  submit: async (visit, values, { body, entry }) => {
    const form = reading(values)
    const input = form.outcome({
      declaration: entry.id,
      outcome: form.choice(
        'outcome',
        ['agreed', 'returned'],
        'Say whether you agree or return it.',
      ),
      handling: textOf(values, 'handling'),
      words: textOf(values, 'words'),
    })
    if (!input.ok) return input
    const outcome = await reviewDeclaration(visit.acting, input.value)
    return outcome.ok ? done(`/work/interests/${body.slug}/review`) : outcome
  },
})

/** What waits for who keeps the register. */
export const reviewPages = [listPage, onePage]
