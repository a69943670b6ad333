import type { ReactNode } from 'react'
import { DataTable } from '../../design/data-table.tsx'
import { placed } from '../../design/given.ts'
import { StatusTag } from '../../design/status-tag.tsx'
import { Timeline } from '../../design/timeline.tsx'
import type { Day } from '../../platform/day.rules.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { type ItemThread, stepLine, UNCHANGED } from './item-threads.rules.ts'
import type { PackChange } from './pack-changes.rules.ts'
import type { PackExtent } from './pack-content.ts'

/** Changes in words, one a line; a way to the thing where there is one. */
export function ChangeList({
  changes,
  none,
  linkTo,
}: {
  changes: readonly PackChange[]
  none: string
  linkTo?: (change: PackChange) => string | null
}) {
  if (changes.length === 0) return <p>{none}</p>
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {placed(changes).map(({ place, part: change }) => {
        const href = linkTo?.(change) ?? null
        return (
          <li key={place}>
            {change.private ? (
              <>
                <StatusTag colour="ink">In private</StatusTag>{' '}
              </>
            ) : null}
            {change.words}
            {href === null ? null : (
              <>
                {' '}
                <a href={href}>
                  Read {change.paper ? 'the paper' : 'the item'}
                  <span className="nhsuk-u-visually-hidden">: {change.words}</span>
                </a>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

export type VersionToShow = {
  readonly version: number
  readonly publishedOn: Day
  readonly note: string
  readonly extent: PackExtent
  readonly changes: readonly PackChange[]
  readonly href: string
}

/** The versions of an agenda with what each changed; give them latest first. */
export function Course({
  versions,
  linkTo,
  about,
}: {
  versions: readonly VersionToShow[]
  linkTo?: (change: PackChange) => string | null
  /** More about a version: who was told. */
  about?: (version: number) => ReactNode
}) {
  return (
    <Timeline
      points={versions.map(({ version, publishedOn, note, extent, changes, href }, at) => ({
        day: publishedOn,
        state: at === 0 ? ('now' as const) : ('past' as const),
        title: (
          <>
            <a href={href}>Version {version}</a>
            {extent === 'agenda' ? ', the agenda alone: its papers to follow' : ''}
          </>
        ),
        body: (
          <>
            {note === '' ? null : <p>{note}</p>}
            {version === 1 ? (
              <p>First published.</p>
            ) : (
              <ChangeList
                changes={changes}
                none="Nothing that is told here was different."
                {...(linkTo ? { linkTo } : {})}
              />
            )}
            {about?.(version)}
          </>
        ),
      }))}
    />
  )
}

/** Each item that changed through the versions, whatever its number or title; the others in a sentence. */
export function Threads({ threads }: { threads: readonly ItemThread[] }) {
  const changed = threads.filter(({ steps, stands }) => steps.length > 1 || stands !== UNCHANGED)
  const added = threads.filter(
    ({ steps, stands }) => stands === UNCHANGED && steps.length === 1 && steps[0]?.version !== 1,
  )
  const told = [...changed, ...added]
  const same = threads.filter(thread => !told.includes(thread))
  return (
    <>
      {told.length === 0 ? null : (
        <DataTable
          caption="Each item that changed, through the versions"
          captionHidden
          columns={[
            {
              heading: 'Item',
              namesRow: true,
              cell: (thread: ItemThread) =>
                thread.listed ? `${thread.number}. ${thread.title}` : thread.title,
            },
            { heading: 'Stands now', cell: ({ stands }) => stands },
            {
              heading: 'Through the versions',
              cell: ({ steps }) => (
                <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
                  {steps.map(step => (
                    <li key={step.version}>{stepLine(step)}</li>
                  ))}
                </ul>
              ),
            },
          ]}
          rows={threads.filter(thread => told.includes(thread))}
          keyOf={({ id }) => id}
          empty=""
        />
      )}
      {same.length === 0 ? null : (
        <p>
          {told.length === 0
            ? 'Every item stands as the first version has it.'
            : `${same.length === 1 ? 'Item' : 'Items'} ${listed(same.map(({ number }) => number))} ${same.length === 1 ? 'stands' : 'stand'} as the first version has ${same.length === 1 ? 'it' : 'them'}.`}
        </p>
      )}
    </>
  )
}
