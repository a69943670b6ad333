import type { ReactNode } from 'react'

/** One part of the gallery, with the anchor by which it is found. */
export function GalleryPart({
  id,
  title,
  children,
}: {
  id: string
  title: string
  children: ReactNode
}) {
  return (
    <section className="gt-gallery-part" aria-labelledby={`${id}-heading`} id={id}>
      <h2 className="nhsuk-heading-m" id={`${id}-heading`}>
        {title}
      </h2>
      {children}
    </section>
  )
}
