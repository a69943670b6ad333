/** What was declared, with the organisation where its words do not name it. */
export function describedInWords({
  description,
  organisation_text: organisation,
}: {
  readonly description: string
  readonly organisation_text: string
}): string {
  const named =
    organisation === '' || description.toLowerCase().includes(organisation.toLowerCase())
  return named ? description : `${description.replace(/[.\s]+$/, '')}: ${organisation}`
}
