import type { ReactNode } from 'react'
import { given } from './given.ts'
import { Key, shortcut } from './live.tsx'

/** A screen that is worked in a hurry: panels that keep their places, large targets, keys in sight. */
export const Desk = ({ children }: { children: ReactNode }) => (
  <div className="gt-desk">{children}</div>
)

/** One panel of a desk. `place` is where it stands where there is room for columns. */
export function DeskPanel({
  id,
  title,
  place,
  aside,
  children,
}: {
  id: string
  title: ReactNode
  place: 'start' | 'middle' | 'end' | 'below'
  /** Beside the heading: a count, a tag. */
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={`gt-panel gt-panel--${place}`} aria-labelledby={`${id}-heading`} id={id}>
      <div className="gt-panel__head">
        <h2 className="gt-panel__title" id={`${id}-heading`}>
          {title}
        </h2>
        {aside === undefined ? null : <div className="gt-panel__aside">{aside}</div>}
      </div>
      {children}
    </section>
  )
}

export type Tone = 'good' | 'bad' | 'closed' | 'quiet'

/**
 * What everybody must know at a glance: a figure and a sentence. A bad one is loud by
 * its size and ground alone; nothing flashes or moves.
 */
export function Standing({
  tone,
  figure,
  of,
  heading,
  level = 2,
  children,
}: {
  tone: Tone
  /** Such as how many are present. */
  figure?: ReactNode
  /** Such as 'of 16 required'. */
  of?: ReactNode
  heading: ReactNode
  level?: 2 | 3
  children?: ReactNode
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className={`gt-standing gt-standing--${tone}`}>
      {figure === undefined ? null : (
        <p className="gt-standing__figure">
          <strong>{figure}</strong> {of}
        </p>
      )}
      <div className="gt-standing__words">
        <Heading className="gt-standing__heading">{heading}</Heading>
        {children}
      </div>
    </div>
  )
}

/** What makes up a standing, each met or short; the word says which, the mark repeats it. */
export const Limbs = ({
  limbs,
}: {
  limbs: readonly { name: string; present: number; required: number; met: boolean }[]
}) => (
  <ul className="gt-limbs">
    {limbs.map(({ name, present, required, met }) => (
      <li key={name} className={`gt-limbs__limb${met ? '' : ' gt-limbs__limb--short'}`}>
        <span className="gt-limbs__name">{name}</span>{' '}
        <span className="gt-limbs__count">
          {present}
          <span aria-hidden="true">/</span>
          <span className="nhsuk-u-visually-hidden"> of </span>
          {required}
        </span>{' '}
        <span className="gt-limbs__word">{met ? 'met' : 'short'}</span>
      </li>
    ))}
  </ul>
)

/** A fold of a desk: a form that is wanted now and then. It closes once it was sent. */
export function DeskFold({
  id,
  summary,
  opens,
  open = false,
  children,
}: {
  id: string
  summary: ReactNode
  /** The key that opens it and goes in. */
  opens?: string
  open?: boolean
  children: ReactNode
}) {
  return (
    <details
      className="gt-desk-fold"
      data-closes=""
      data-key={id}
      {...(open ? { open: true } : {})}
    >
      <summary className="gt-desk-fold__summary" {...shortcut(opens)}>
        <span>{summary}</span>
        {opens === undefined ? null : <Key>{opens}</Key>}
      </summary>
      <div className="gt-desk-fold__inside">{children}</div>
    </details>
  )
}

/** A large button that sends its form. `says` is what is told once it is recorded. */
export function DeskButton({
  children,
  kind = 'secondary',
  small = false,
  presses,
  says,
  name,
  value,
  pressed,
  rowKey,
  about,
}: {
  children: ReactNode
  kind?: 'primary' | 'secondary' | 'warning' | 'plain'
  small?: boolean
  /** The key that presses it. */
  presses?: string
  says?: string
  name?: string
  value?: string
  /** Of a choice among several: whether it is the one that was made. */
  pressed?: boolean
  /** The key that presses it while the focus is in its row. */
  rowKey?: string
  /** Whom or what it is about, for those who hear the button without its row. */
  about?: string
}) {
  const look = {
    primary: 'nhsuk-button',
    secondary: 'nhsuk-button nhsuk-button--secondary',
    warning: 'nhsuk-button nhsuk-button--warning',
    plain: 'gt-plain-button',
  }[kind]
  return (
    <button
      type="submit"
      className={`${look}${small && kind !== 'plain' ? ' nhsuk-button--small' : ''} gt-desk-button`}
      {...given({
        name,
        value,
        'aria-pressed': pressed,
        'data-says': says,
        'data-row-key': rowKey,
      })}
      {...shortcut(presses)}
    >
      {children}
      {about === undefined ? null : <span className="nhsuk-u-visually-hidden"> {about}</span>}
      {presses === undefined ? null : (
        <>
          {' '}
          <Key>{presses}</Key>
        </>
      )}
    </button>
  )
}

/**
 * Finds a row of a list by part of its words; Enter goes to the row's first button.
 * Only with scripts: without them the list simply stands whole.
 */
export const FindInList = ({
  id,
  label,
  list,
  goes,
}: {
  id: string
  label: string
  /** The id of the list. */
  list: string
  /** The key that goes there. */
  goes?: string
}) => (
  <div className="gt-find" data-live-find={list}>
    <label className="nhsuk-label gt-find__label" htmlFor={id}>
      {label}
      {goes === undefined ? null : (
        <>
          {' '}
          <Key>{goes}</Key>
        </>
      )}
    </label>
    <input
      className="nhsuk-input"
      id={id}
      type="search"
      autoComplete="off"
      spellCheck={false}
      {...shortcut(goes)}
    />
    <p className="nhsuk-u-visually-hidden" role="status" />
  </div>
)
