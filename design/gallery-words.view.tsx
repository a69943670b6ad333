import { CardGrid } from './card-grid.tsx'
import { CardList } from './card-list.tsx'
import { DayText } from './day-text.tsx'
import { DocumentLink } from './document-link.tsx'
import { GalleryPart } from './gallery-part.tsx'
import { Markdown } from './markdown.tsx'
import { Done, Notice, Warning } from './notice.tsx'
import { Pagination, PreviousNext } from './pagination.tsx'
import { StatusTag } from './status-tag.tsx'
import { TabLinks } from './tab-links.tsx'
import { Thread } from './thread.tsx'
import { Timeline } from './timeline.tsx'
import { Working } from './working.tsx'

const minute = `# What was said

The Partnership **noted** the report and asked for:

1. a plan by *June*;
2. the figures for [each place](/places).

| Place | Residents |
| --- | ---: |
| Bedford Borough | 185,000 |
| Milton Keynes | 292,000 |

> Delay is itself a decision.

<b>HTML comes out as text</b>, and [a bad link](javascript:alert(1)) as words.`

/** Words: threads, timelines, lists, documents, notices. */
export function GalleryWords() {
  return (
    <>
      <GalleryPart id="thread" title="Thread">
        <Thread
          level={3}
          up={[
            {
              relation: 'Answers a',
              kind: 'question from a resident',
              text: 'When will the health hub open?',
              href: '#question',
              day: '2024-08-30',
            },
            {
              relation: 'Decided at a',
              kind: 'meeting',
              text: 'Health and Care Partnership',
              href: '#meeting',
              day: '2024-09-19',
            },
          ]}
          here={{ kind: 'action', text: '31: Report on the hub programme to the next meeting' }}
          down={[
            {
              relation: 'Delivers a',
              kind: 'commitment',
              text: 'Services closer to home',
              href: '#commitment',
            },
          ]}
        />
      </GalleryPart>
      <GalleryPart id="timeline" title="Timeline">
        <Timeline
          points={[
            { day: '2024-09-19', title: 'Raised', body: 'First deadline: 29 November 2024.' },
            { day: '2024-11-29', title: 'Deadline moved', body: 'The tender came late.' },
            {
              day: '2025-02-14',
              title: 'Outstanding at this meeting',
              body: <StatusTag colour="red">Outstanding</StatusTag>,
              state: 'now',
            },
            { day: '2025-03-28', title: 'Due', state: 'ahead' },
          ]}
        />
      </GalleryPart>
      <GalleryPart id="working" title="Working">
        <Working
          open
          steps={[
            { what: 'Members on the day', result: 34 },
            { what: 'Needed: one half of the members', result: 17 },
            { what: 'Present, deputies included', result: 15 },
            { what: 'Quorate', result: 'No: two short' },
          ]}
          rule="A meeting is quorate when at least one half of the membership is present."
          citation="Terms of reference in force on 19 September 2024, paragraph 7.1."
        />
        <Working
          summary="How the day for notice was counted"
          steps={[{ what: 'Clear days between notice and meeting', result: 5 }]}
          rule="Neither the day of the notice nor that of the meeting counts."
        />
      </GalleryPart>
      <GalleryPart id="notices" title="Notices">
        <Done>The pack is published as version 2.</Done>
        <Notice>
          <p>Papers sent less than five clear days before the meeting are marked as late.</p>
        </Notice>
        <Warning heading="This meeting was not quorate" level={3}>
          <p>It went on informally. It could note and discuss, but decide nothing.</p>
        </Warning>
      </GalleryPart>
      <GalleryPart id="lists" title="Lists of things">
        <TabLinks
          label="Decisions"
          tabs={[
            { text: 'In force', href: '#lists', current: true, count: 41 },
            { text: 'Superseded', href: '#lists-superseded', count: 6 },
            { text: 'All', href: '#lists-all' },
          ]}
        />
        <CardList
          level={3}
          items={[
            {
              id: 'one',
              title: 'Health and Care Partnership',
              href: '#lists-one',
              aside: <DayText day="2025-02-14" form="short" />,
              text: 'Borough Hall, Bedford, and online. Twelve items, two questions from residents.',
              facts: [
                <StatusTag key="quorate" colour="green">
                  Quorate
                </StatusTag>,
                'Minutes published',
              ],
            },
            {
              id: 'two',
              title: 'Leighton-Linslade health services task group',
              href: '#lists-two',
              aside: <DayText day="2025-01-22" form="short" />,
              text: 'White House, Leighton Buzzard.',
            },
          ]}
        />
        <Pagination page={4} pages={12} hrefOf={page => `#page-${page}`} />
        <PreviousNext
          previous={{ text: '19 September 2024', href: '#before' }}
          next={{ text: '14 February 2025', href: '#after' }}
        />
      </GalleryPart>
      <GalleryPart id="cards" title="Cards">
        <CardGrid
          level={3}
          cards={[
            {
              title: 'Meetings',
              href: '#meetings',
              text: 'When, where, and what will be decided.',
            },
            {
              title: 'Decisions',
              href: '#decisions',
              text: 'What was decided, and whether it happened.',
            },
            {
              title: 'Questions',
              href: '#questions',
              text: 'What residents asked, and the answers.',
            },
          ]}
        />
      </GalleryPart>
      <GalleryPart id="documents" title="Documents">
        <DocumentLink
          href="#pack.pdf"
          title="Pack for 14 February 2025"
          type="PDF"
          bytes={4_210_000}
          pages={212}
          note="version 2"
        />
        <DocumentLink href="#tracker.xlsx" title="Action tracker" type="Excel" bytes={37_200} />
      </GalleryPart>
      <GalleryPart id="markdown" title="Text that people wrote">
        <Markdown text={minute} level={3} />
      </GalleryPart>
    </>
  )
}
