import type { ReactNode } from 'react'

export type Task = {
  readonly title: ReactNode
  /** Absent while it cannot be done yet. */
  readonly href?: string
  readonly hint?: ReactNode
  /** How it stands: a few words, or a StatusTag. */
  readonly status: ReactNode
}

/** What has to be done, and how each part stands. The library has none. */
export function TaskList({ id, tasks }: { id: string; tasks: readonly Task[] }) {
  return (
    <ul className="nhsuk-task-list">
      {tasks.map((task, at) => {
        const status = `${id}-${at + 1}-status`
        const hint = task.hint === undefined ? undefined : `${id}-${at + 1}-hint`
        return (
          <li
            key={status}
            className={`nhsuk-task-list__item${task.href === undefined ? '' : ' nhsuk-task-list__item--with-link'}`}
          >
            <div className="nhsuk-task-list__name-and-hint">
              {task.href === undefined ? (
                <div>{task.title}</div>
              ) : (
                <a
                  className="nhsuk-task-list__link nhsuk-link"
                  href={task.href}
                  aria-describedby={hint === undefined ? status : `${hint} ${status}`}
                >
                  {task.title}
                </a>
              )}
              {hint === undefined ? null : (
                <div className="nhsuk-task-list__hint" id={hint}>
                  {task.hint}
                </div>
              )}
            </div>
            <div className="nhsuk-task-list__status" id={status}>
              {task.status}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
