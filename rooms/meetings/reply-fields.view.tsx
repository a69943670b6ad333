import { RadioField } from '../../design/choice-fields.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { textOf, type Values } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import type { Outcome } from '../../platform/outcome.ts'
import { answers, type ReplyGiven } from './invitation.rules.ts'
import { replyOf } from './read-invitations.ts'
import type { Replying } from './read-replying.ts'

/** The four answers as fields, with what each further asks; for oneself or for somebody else. */
export function ReplyFields({ replying, forOneself }: { replying: Replying; forOneself: boolean }) {
  const { offered, named, body, deputies, seats } = replying
  return (
    <>
      <RadioField
        name="answer"
        label={forOneself ? 'Your answer' : 'What did they say?'}
        size="m"
        options={answers
          .filter(({ answer }) => offered.includes(answer))
          .map(({ answer, slug, says, briefly }) => ({
            value: slug,
            text: forOneself ? says : briefly,
            ...(answer === 'deputy'
              ? {
                  reveal: (
                    <>
                      {named.length > 0 ? (
                        <SelectField
                          name="deputy"
                          label="Who comes"
                          empty="Somebody else"
                          options={named.map(({ id, name }) => ({ value: id, text: name }))}
                        />
                      ) : null}
                      <TextField
                        name="deputyWords"
                        label={named.length > 0 ? 'Or who else' : 'Who comes'}
                        hint="Their name or office"
                      />
                    </>
                  ),
                }
              : {}),
            ...(answer === 'apologies'
              ? {
                  reveal: (
                    <TextArea
                      name="reason"
                      label="Reason (optional)"
                      hint="Only the clerk and the chair see it"
                      rows={2}
                    />
                  ),
                }
              : {}),
          }))}
      />
      {deputies === 'never' && seats.length > 0 ? <p>{body.name} permits no deputies.</p> : null}
    </>
  )
}

/** Reads what those fields sent. */
export function readReply(values: Values): Outcome<ReplyGiven> {
  const form = reading(values)
  const slug = form.choice(
    'answer',
    answers.map(each => each.slug),
    'Choose whether you will come.',
  )
  return form.outcome({
    answer: answers.find(each => each.slug === slug)?.answer ?? 'apologies',
    deputy: form.optionalText('deputy') || undefined,
    deputyWords: form.optionalText('deputyWords'),
    reason: form.optionalText('reason'),
  })
}

/** What stands in the fields: the latest reply, for the person themselves or the clerk. */
export function repliedValues(replying: Replying): Values {
  const reply = replyOf(replying)
  if (!reply) return {}
  return {
    answer: answers.find(({ answer }) => answer === reply.answer)?.slug ?? '',
    deputy: reply.deputy_person_id ?? '',
    deputyWords: reply.deputy_words,
    reason: reply.reason,
  }
}

/** The answer that an address or a form has chosen, in the person's own words; undefined for none offered. */
export const chosenIn = (values: Values, { offered }: Replying) =>
  answers.find(({ slug, answer }) => slug === textOf(values, 'answer') && offered.includes(answer))
