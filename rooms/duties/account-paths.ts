import type { Viewer } from '../../platform/http/page.ts'

/**
 * The pages on which a body accounts for itself, beside each other in the workspace. Those of who
 * keeps the register are shown to nobody else, and where the viewer is not told.
 */
export const accountSections = (
  body: { readonly id: string; readonly slug: string; readonly name: string },
  viewer: Viewer | null = null,
) => {
  const at = `/work/bodies/${body.slug}`
  return [
    {
      title: body.name,
      items: [
        { text: 'What is due', href: `${at}/duties` },
        { text: 'Compliance with its terms', href: `${at}/compliance` },
        { text: 'Self-assessments', href: `${at}/assessments` },
        ...(viewer?.may('keep interests', body.id)
          ? [{ text: 'Checks of interests', href: `${at}/interest-checks` }]
          : []),
        { text: 'Attendance, in public', href: `/bodies/${body.slug}/attendance` },
      ],
    },
  ]
}
