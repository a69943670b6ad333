import type { ReactElement } from 'react'
import { GalleryDesk } from './gallery-desk.view.tsx'
import { GalleryFacts } from './gallery-facts.view.tsx'
import { GalleryForms } from './gallery-forms.view.tsx'
import { GalleryWords } from './gallery-words.view.tsx'
import type { NavigationItem } from './navigation.tsx'
import { PageHeading } from './page-heading.tsx'
import { WorkPage } from './shell.tsx'
import { StatusTag } from './status-tag.tsx'

const part = (text: string, id: string) => ({ text, href: `#${id}`, current: false })

/** Everything a page can be made of, in its states, on one page of the workspace. */
export function galleryView(navigation: readonly NavigationItem[] = []): ReactElement {
  return (
    <WorkPage
      title="Gallery"
      navigation={navigation}
      breadcrumbs={[{ text: 'Workspace', href: '/work' }]}
      sections={[
        {
          title: 'Facts',
          items: [
            part('Key figures', 'key-figures'),
            part('Summary list', 'summary-list'),
            part('Table', 'table'),
            part('Tags and key', 'action-key'),
            part('Task list', 'task-list'),
            part('Nothing there', 'empty'),
          ],
        },
        {
          title: 'Words',
          items: [
            part('Thread', 'thread'),
            part('Timeline', 'timeline'),
            part('Working', 'working'),
            part('Notices', 'notices'),
            part('Lists', 'lists'),
            part('Cards', 'cards'),
            part('Documents', 'documents'),
            part('Text', 'markdown'),
          ],
        },
        {
          title: 'Forms',
          items: [part('A form', 'forms'), part('Refused', 'refused'), part('Buttons', 'buttons')],
        },
        { title: 'Live', items: [part('Standing', 'standing'), part('Desk', 'desk')] },
      ]}
    >
      <PageHeading
        caption="Design"
        title="Gallery"
        lede="Everything a page can be made of. If it is not here, a page should not need it."
        facts={[
          <StatusTag key="tag" colour="ink">
            Settled
          </StatusTag>,
          'Public site and workspace alike',
        ]}
      />
      <GalleryFacts />
      <GalleryWords />
      <GalleryForms />
      <GalleryDesk />
    </WorkPage>
  )
}
