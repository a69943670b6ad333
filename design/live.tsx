import type { ReactNode } from 'react'
import type { Refusal } from '../platform/outcome.ts'
import { Form } from './form.tsx'
import type { FormValues } from './form-context.tsx'
import { given } from './given.ts'
import { useVisit } from './visit-context.tsx'

/** One key and what it does, for the list that '?' opens. */
export type Shortcut = { readonly key: string; readonly what: string }

/**
 * A page that follows a stream: its regions are replaced as they change, and its
 * forms are sent without leaving it. Without scripts it is a page like any other.
 */
export function LiveScreen({
  stream,
  outbox,
  now,
  keys = [],
  children,
}: {
  /** The address of the stream page that sends this screen's regions. */
  stream: string
  /** Where the screen writes: what was done and not sent yet lies in the browser under this name. */
  outbox?: string
  /** By the record's clock, which in a demonstration is not the browser's. */
  now: Date
  keys?: readonly Shortcut[]
  children: ReactNode
}) {
  const visit = useVisit()
  return (
    <div
      className="gt-live"
      data-module="goldthread-live"
      data-stream={stream}
      data-now={now.toISOString()}
      {...(outbox === undefined ? {} : { 'data-outbox': outbox, 'data-token': visit.csrfToken })}
    >
      <div className="gt-live-status" data-live-status="">
        <p role="status" className="gt-live-status__words" />
        <ul className="gt-live-status__list" />
      </div>
      {outbox === undefined ? null : (
        <p className="nhsuk-u-visually-hidden" role="status" data-live-said="" />
      )}
      {children}
      {keys.length === 0 ? null : <ShortcutList keys={keys} />}
      <script type="module" src={visit.assets.live} {...given({ nonce: visit.nonce })} />
    </div>
  )
}

/** A part of the page that the stream replaces when it changes. */
export function LiveRegion({
  name,
  className,
  children,
}: {
  name: string
  className?: string
  children: ReactNode
}) {
  return (
    <div data-live={name} {...given({ className })}>
      {children}
    </div>
  )
}

/** What happened last, spoken politely to those who do not see the page change. */
export const LiveNews = ({ children }: { children: ReactNode }) => (
  <div className="nhsuk-u-visually-hidden" aria-live="polite" data-live="news">
    {children}
  </div>
)

/**
 * A form of a live screen. It carries an id of its own for the act, so that sending
 * it twice does it once; with scripts the browser makes that id when it is sent.
 */
export function LiveForm({
  action,
  id,
  values,
  refusals = [],
  children,
}: {
  action: string
  /** Tells the form from its neighbours when the page changes around it. */
  id?: string
  values?: FormValues
  refusals?: readonly Refusal[]
  children: ReactNode
}) {
  const { newId } = useVisit()
  return (
    <Form action={action} refusals={refusals} live {...given({ id, values })}>
      <input type="hidden" name="act" value={newId?.() ?? ''} />
      {children}
    </Form>
  )
}

/** A key that does the same as the control beside it; shown only where keys are on. */
export const Key = ({ children }: { children: string }) => (
  <span className="gt-keycap" aria-hidden="true">
    {children}
  </span>
)

/** For the control that a key presses or goes to. */
export const shortcut = (key: string | undefined) =>
  key === undefined ? {} : { 'data-shortcut': key, 'aria-keyshortcuts': key }

function ShortcutList({ keys }: { keys: readonly Shortcut[] }) {
  return (
    <details className="gt-desk-fold gt-shortcuts" data-closes="">
      <summary className="gt-desk-fold__summary" {...shortcut('?')}>
        <span>Keys</span>
        <Key>?</Key>
      </summary>
      <div className="gt-desk-fold__inside" data-live-keys="">
        <p>
          While you are not typing, one key does each of these. <kbd className="gt-keycap">Esc</kbd>{' '}
          closes what a key opened.
        </p>
        <dl className="gt-shortcuts__list">
          {keys.map(({ key, what }) => (
            <div key={key}>
              <dt>
                <kbd className="gt-keycap">{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  )
}
