import { DocumentLink } from '../../design/document-link.tsx'
import { Empty } from '../../design/empty.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import type { Visit } from '../../platform/http/page.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import type { MeetingOfBody } from '../meetings/read-meeting.ts'
import { isOff } from '../meetings/standing.rules.ts'
import { packJson } from './pack.json.ts'
import { ItemStands, Withdrawn } from './pack.view.tsx'
import { isReadable, readingOrder } from './pack-order.ts'
import { packHref } from './pack-paths.ts'
import type { PackWithVersions } from './read-pack.ts'
import { findPackWithVersions } from './read-pack.ts'

/**
 * What the public page of a meeting shows of its papers: the agenda with links into the
 * pack, the PDF, the versions. One query.
 */
export async function packSlot({ db, today, settings }: Visit, { meeting }: MeetingOfBody) {
  const found = await findPackWithVersions(db, meeting.id)
  if (!found)
    return {
      view: (
        <section aria-labelledby="papers">
          <h2 className="nhsuk-heading-l" id="papers">
            Agenda and papers
          </h2>
          <Empty>
            {isOff(meeting)
              ? 'No agenda or papers were published for this day.'
              : meeting.day < today
                ? 'The papers of this meeting are not in this record.'
                : 'The agenda and papers have not been published yet. They will appear here.'}
          </Empty>
        </section>
      ),
      json: null,
    }
  return { view: <PapersOfMeeting found={found} />, json: packJson(found, settings.url) }
}

function PapersOfMeeting({ found }: { found: PackWithVersions }) {
  const { pack, versions } = found
  const { content } = pack
  const href = packHref(content)
  const sections = readingOrder(content)
  return (
    <section aria-labelledby="papers">
      <h2 className="nhsuk-heading-l" id="papers">
        Agenda and papers
      </h2>
      <ol className="gt-card-list">
        {content.items.map(item => {
          const reading = sections.filter(
            section => section.kind !== 'agenda' && section.item?.id === item.id,
          )
          const following = item.papers.filter(paper => !isReadable(paper))
          const withdrawn = item.withdrawn ?? []
          return (
            <li key={item.id} className="gt-card-list__item gt-agenda-line">
              <div>
                <p className="gt-agenda-line__title">
                  <span className="gt-agenda-line__number">{item.number}</span> {item.title}
                </p>
                <ItemStands item={item} />
                {reading.length + following.length + withdrawn.length === 0 ? null : (
                  <ul className="gt-card-list__facts">
                    {reading.map(section => (
                      <li key={section.key}>
                        <a href={`${href}#${section.key}`}>{section.title}</a>
                      </li>
                    ))}
                    {following.map(paper => (
                      <li key={paper.id}>{paper.title}: to follow</li>
                    ))}
                    {withdrawn.map(paper => (
                      <li key={paper.id}>
                        <Withdrawn paper={paper} href={href} />
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            </li>
          )
        })}
      </ol>
      <DocumentLink
        href={`${href}.pdf`}
        title={
          content.extent === 'agenda'
            ? 'The agenda in one file; its papers are to follow'
            : 'The whole pack in one file'
        }
        type="PDF"
        bytes={pack.pdfSize}
        pages={pack.pdfPages}
        note={`version ${pack.version}, published on ${formatDay(pack.publishedOn)}`}
      />
      <p>
        <a href={href}>Read agenda and papers as a web page</a>
        {versions.length > 1 ? (
          <>
            , or see{' '}
            <a href={`${href}s`}>its {versions.length} versions and what changed between them</a>
          </>
        ) : null}
        .
      </p>
      {pack.version > 1 ? <LatestChange pack={pack} /> : null}
    </section>
  )
}

function LatestChange({ pack }: { pack: PackWithVersions['pack'] }) {
  const said = [pack.note, ...pack.changes.map(({ words }) => words)].filter(words => words !== '')
  if (said.length === 0) return null
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          {opening(`what changed in version ${pack.version}`)}
        </span>
      </summary>
      <div className="nhsuk-details__text">
        <ul className="nhsuk-list nhsuk-list--bullet">
          {said.map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </div>
    </details>
  )
}
