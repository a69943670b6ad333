/** The pages on which a body accounts for itself, beside each other in the workspace. */
export const accountSections = (body: { readonly slug: string; readonly name: string }) => {
  const at = `/work/bodies/${body.slug}`
  return [
    {
      title: body.name,
      items: [
        { text: 'What is due', href: `${at}/duties` },
        { text: 'Compliance with its terms', href: `${at}/compliance` },
        { text: 'Self-assessments', href: `${at}/assessments` },
        { text: 'Attendance, in public', href: `/bodies/${body.slug}/attendance` },
      ],
    },
  ]
}
