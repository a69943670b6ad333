import type { ReactNode } from 'react'
import { DayText } from './day-text.tsx'
import { placed } from './given.ts'

export type TimelinePoint = {
  /** An ISO day, or words where there is none. */
  readonly day?: string
  readonly title: ReactNode
  readonly body?: ReactNode
  /** `now` is the point the page is about; `ahead` has not happened. */
  readonly state?: 'past' | 'now' | 'ahead'
}

/** What happened, and what will, along the thread. Give the points in their order. */
export function Timeline({ points }: { points: readonly TimelinePoint[] }) {
  return (
    <ol className="gt-timeline">
      {placed(points).map(({ place, part: point }) => (
        <li
          key={place}
          className={`gt-timeline__point gt-timeline__point--${point.state ?? 'past'}`}
        >
          {point.day === undefined ? null : (
            <p className="gt-timeline__day">
              <DayText day={point.day} />
              {point.state === 'ahead' ? ' (to come)' : ''}
            </p>
          )}
          <p className="gt-timeline__title">{point.title}</p>
          {point.body === undefined ? null : <div className="gt-timeline__body">{point.body}</div>}
        </li>
      ))}
    </ol>
  )
}
