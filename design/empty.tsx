import type { ReactNode } from 'react'

/** A sentence where there would be a list: what is not there, and why or what to do. */
export function Empty({ children }: { children: ReactNode }) {
  return (
    <div className="gt-empty">
      <p>{children}</p>
    </div>
  )
}
