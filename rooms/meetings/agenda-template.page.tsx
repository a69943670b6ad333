import { CheckboxGroup } from '../../design/choice-fields.tsx'
import { Fold } from '../../design/fold.tsx'
import { ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Done, Notice } from '../../design/notice.tsx'
import { TabLinks } from '../../design/tab-links.tsx'
import { SelectField, TextField } from '../../design/text-fields.tsx'
import {
  type FormState,
  formPage,
  listOf,
  textOf,
  type Values,
  type Visit,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done, NotFound, type Outcome } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { listTerms, termsInForce } from '../bodies/read-terms.ts'
import { itemKinds, MAX_MINUTES, purposes } from './agenda.rules.ts'
import { MAX_TEMPLATE, type TemplateItem } from './agenda-template.rules.ts'
import { meetingKinds } from './meeting.rules.ts'
import { SavedMeanwhile } from './meeting-parts.view.tsx'
import { readTemplate } from './read-template.ts'
import { saveTemplate } from './save-template.ts'
import { YearFrame } from './year-frame.view.tsx'
import { bodyOf, forBodyOf, workPathOfBody } from './year-paths.ts'

async function readTemplatePage(visit: Visit) {
  const { db, params, query, today } = visit
  const body = await bodyOf(visit)
  const kind = meetingKinds.find(each => each === params.kind)
  if (!kind) throw new NotFound('There is no such kind of meeting.')
  const terms = termsInForce(await listTerms(db, body.id), today)?.terms ?? null
  return {
    body,
    kind,
    template: await readTemplate(db, body.id, kind, terms),
    saved: textOf(query, 'saved') !== '',
  }
}

type Model = Awaited<ReturnType<typeof readTemplatePage>>

const valuesOf = ({ template }: Model): Values => ({
  ...Object.fromEntries(
    template.items.flatMap((item, at) => {
      const n = at + 1
      return [
        [`place${n}`, String(n)],
        [`title${n}`, item.title],
        [`section${n}`, item.section],
        [`kind${n}`, item.kind],
        [`purposes${n}`, item.purposes],
        [`lead${n}`, item.lead],
        [`minutes${n}`, item.minutes === null ? '' : String(item.minutes)],
      ] as [string, string | readonly string[]][]
    }),
  ),
})

const numbers = Array.from({ length: MAX_TEMPLATE + 1 }, (_, at) => at + 1)

const filled = (values: Values) => numbers.filter(n => textOf(values, `title${n}`) !== '')

/** The items filled in, in the order of their places; emptied ones are taken out. */
function readItems(values: Values): Outcome<readonly TemplateItem[]> {
  const form = reading(values)
  const placed = filled(values).map(n => ({
    place: form.optionalNumber(`place${n}`, { from: 1, to: 999, called: 'The place' }) ?? n,
    n,
    item: {
      title: form.optionalText(`title${n}`),
      section: form.optionalText(`section${n}`),
      kind: form.choice(`kind${n}`, itemKinds, 'Choose what kind of item it is.'),
      purposes: listOf(values, `purposes${n}`),
      lead: form.optionalText(`lead${n}`),
      minutes:
        form.optionalNumber(`minutes${n}`, {
          from: 1,
          to: MAX_MINUTES,
          called: 'The time planned',
        }) ?? null,
    },
  }))
  return form.outcome(
    placed
      .toSorted((one, other) => one.place - other.place || one.n - other.n)
      .map(({ item }) => item),
  )
}

const ItemFields = ({ n }: { n: number }) => (
  <>
    <TextField
      name={`title${n}`}
      label="Title"
      hint="As it will stand on the agenda; emptied, the item is taken out"
    />
    <div className="gt-dates__fields">
      <TextField name={`place${n}`} label="Place" width={3} inputMode="numeric" />
      <TextField name={`section${n}`} label="Section (optional)" />
      <SelectField
        name={`kind${n}`}
        label="Kind of item"
        options={itemKinds.map(value => ({ value, text: opening(value) }))}
      />
      <TextField name={`lead${n}`} label="Led by (optional)" />
    </div>
    <CheckboxGroup
      name={`purposes${n}`}
      label="What the meeting is asked to do"
      small
      options={purposes.map(value => ({ value, text: opening(value) }))}
    />
    <TextField
      name={`minutes${n}`}
      label="Time planned (optional)"
      suffix="minutes"
      width={4}
      inputMode="numeric"
    />
  </>
)

/** The items there are, folded, and two more to be filled in. */
function ItemsOfForm({ values, refusals }: FormState) {
  const there = filled(values)
  const last = there.at(-1) ?? 0
  return (
    <>
      {there.map((n, at) =>
        refusals.some(({ field }) => field?.endsWith(String(n))) ? (
          <ItemFields key={n} n={n} />
        ) : (
          <Fold key={n} summary={`${at + 1}. ${textOf(values, `title${n}`)}`}>
            <ItemFields n={n} />
          </Fold>
        ),
      )}
      {[last + 1, last + 2]
        .filter(n => n <= MAX_TEMPLATE)
        .map(n => (
          <Fold key={n} summary={n === last + 1 ? 'Add an item' : 'Add another item'}>
            <ItemFields n={n} />
          </Fold>
        ))}
    </>
  )
}

const kindWords = {
  ordinary: 'Ordinary meetings',
  extraordinary: 'Extraordinary meetings',
  workshop: 'Workshops',
} as const

/** A body's standard agenda for each kind of meeting, from which agendas are begun. */
export const agendaTemplatePages = [
  formPage({
    path: '/work/bodies/:slug/agendas/:kind',
    needs: forBodyOf('set the agenda'),
    summary: 'Saves a body’s standard agenda for a kind of meeting.',
    read: readTemplatePage,
    changes: { what: 'this standard agenda', version: ({ template }) => template.version },
    values: valuesOf,
    view: (model, form) => {
      const { body, kind, template, saved } = model
      const at = `${workPathOfBody(body)}/agendas`
      return (
        <YearFrame
          body={body}
          title="Standard agendas"
          refusals={form.refusals}
          within={`${at}/ordinary`}
        >
          {saved && form.refusals.length === 0 ? <Done>The standard agenda is saved.</Done> : null}
          <TabLinks
            label="Kind of meeting"
            tabs={meetingKinds.map(each => ({
              text: kindWords[each],
              href: `${at}/${each}`,
              current: each === kind,
            }))}
          />
          {template.version === 0 ? (
            <Notice>
              <p>
                This body keeps no standard agenda of its own for these meetings yet; this is the
                usual one. Save it to make it the body’s.
              </p>
            </Notice>
          ) : null}
          <p>
            An agenda begins with these items. What the forward plan expects at the meeting comes
            after the opening ones.
          </p>
          <SavedMeanwhile
            form={form}
            rows={template.items.map((item, index) => ({
              key: String(index + 1),
              value: item.title,
            }))}
          />
          <Form values={form.values}>
            <ItemsOfForm {...form} />
            <ButtonRow>
              <SubmitButton>Save the standard agenda</SubmitButton>
            </ButtonRow>
          </Form>
        </YearFrame>
      )
    },
    submit: async ({ acting }, values, { body, kind }) => {
      const items = readItems(values)
      if (!items.ok) return items
      const outcome = await saveTemplate(acting, {
        body: body.id,
        kind,
        version: Number(textOf(values, 'version')) || 0,
        items: items.value,
      })
      return outcome.ok ? done(`${workPathOfBody(body)}/agendas/${kind}?saved=yes`) : outcome
    },
  }),
]
