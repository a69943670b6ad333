import { RadioField } from '../../design/choice-fields.tsx'
import { Empty } from '../../design/empty.tsx'
import { Warning } from '../../design/notice.tsx'
import type { Reading } from '../../platform/http/reading.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { fieldOf, type MergePreview, type Which } from '../../platform/record/merging.ts'

/** What a merge will do, said before it is done; the same for persons, organisations and bodies. */
export function MergeLines({ preview }: { preview: MergePreview }) {
  return (
    <>
      {preview.refusals.length === 0 ? null : (
        <Warning heading="These cannot be merged">
          <ul className="nhsuk-list nhsuk-list--bullet">
            {preview.refusals.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Warning>
      )}
      {preview.lines.length === 0 ? (
        <Empty>Nothing names the entry that goes.</Empty>
      ) : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {preview.lines.map(({ called, count, how }) => (
            <li key={`${called} ${how}`}>
              {opening(called)}: {count}, {how}
            </li>
          ))}
        </ul>
      )}
      <p>
        What was published stays as it was. The journal stays as it is, with one line more. The
        address of the entry that goes leads to the one that stays.
      </p>
    </>
  )
}

/** Each pair of facts that cannot both stand, to be chosen from. */
export function MergeChoices({ preview }: { preview: MergePreview }) {
  return (
    <>
      {preview.conflicts.length === 0 ? null : (
        <h2 className="nhsuk-heading-m">Choose which stands</h2>
      )}
      {preview.conflicts.map(conflict => (
        <RadioField
          key={conflict.key}
          name={fieldOf(conflict)}
          label={conflict.text}
          small
          options={[
            { value: 'stays', text: `Of the entry that stays: ${conflict.stays}` },
            { value: 'goes', text: `Of the entry that goes: ${conflict.goes}` },
          ]}
        />
      ))}
    </>
  )
}

/** Reads what was chosen. */
export const readChoices = (form: Reading, preview: MergePreview): Record<string, Which> =>
  Object.fromEntries(
    preview.conflicts.flatMap(conflict => {
      const chosen = form.optionalChoice<Which>(fieldOf(conflict), ['stays', 'goes'])
      return chosen ? [[conflict.key, chosen]] : []
    }),
  )
