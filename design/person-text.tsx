/** A person as the record names them: by office, then whose. */
export function PersonText({
  office,
  organisation,
  note,
}: {
  office: string
  organisation?: string
  /** In which capacity: "deputy for …", "non-voting". */
  note?: string
}) {
  return (
    <span className="gt-person">
      {office}
      {organisation === undefined ? null : (
        <span className="gt-person__office">, {organisation}</span>
      )}
      {note === undefined ? null : <span className="gt-person__office"> ({note})</span>}
    </span>
  )
}
