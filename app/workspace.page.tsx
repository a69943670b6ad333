import { PageHeading } from '../design/page-heading.tsx'
import { WorkPage } from '../design/shell.tsx'
import { workPage } from '../platform/http/page.ts'

export const workspacePages = [
  workPage({
    path: '/work',
    needs: 'a person',
    read: async () => ({}),
    view: () => (
      <WorkPage title="Overview">
        <PageHeading title="Overview" />
      </WorkPage>
    ),
  }),
]
