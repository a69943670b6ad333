import { Type } from 'typebox'
import { PageHeading } from '../design/page-heading.tsx'
import { PublicPage } from '../design/shell.tsx'
import { publicPage } from '../platform/http/page.ts'
import { NotFound } from '../platform/outcome.ts'
import { opening } from '../platform/plain-english.rules.ts'

/** What to do about a refusal, where there is more to say than its own sentence says. */
const advice: Readonly<Record<string, string>> = {
  'not-found': 'The address names nothing, or nothing that the public may see.',
  'not-permitted':
    'Your grants do not allow this. The body’s clerk or an administrator gives them.',
  'changed-meanwhile':
    'Somebody changed the same thing while you worked. Read it again, put the two together, and send yours again.',
  'published-meanwhile':
    'Somebody published a version after you looked. Read it, and publish again only if something is still to change.',
  'notice-not-given':
    'A pack is public, so the meeting must be: give public notice of it first (Public Bodies (Admission to Meetings) Act 1960, section 1(4)).',
  'paper-missing':
    'An item that asks for a decision goes to the meeting in writing. Add the paper, or put one down as to follow.',
  'private-reason-missing':
    'The public may be excluded only for a reason that the meeting states (1960 Act, section 1(2)). Record why publicity would harm the public interest.',
  'private-paper-in-public-part':
    'The same file lies under a private item and under a public one. To publish it in one place would publish it altogether.',
  'pack-pdf-not-made':
    'One of the files could not be put into the PDF. Open it, save it again and attach the new copy.',
  unreadable: 'What was sent is not in the form that the API description gives.',
}

const codeForm = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Where the `type` of an API problem leads: what a refusal code means. */
export const problemPages = [
  publicPage({
    path: '/problems/:code',
    summary: 'What a refusal code of the API means.',
    schema: Type.Object({ code: Type.String(), title: Type.String(), advice: Type.String() }),
    about: { nothing: 'It explains a refusal.' },
    read: async ({ params }) => {
      const code = params.code ?? ''
      if (!codeForm.test(code) || code.length > 60)
        throw new NotFound('A refusal code is written like paper-missing.')
      return {
        code,
        title: opening(code.replaceAll('-', ' ')),
        advice: Object.hasOwn(advice, code) ? (advice[code] ?? '') : '',
      }
    },
    view: problem => (
      <PublicPage title={problem.title} breadcrumbs={[{ text: 'Home', href: '/' }]}>
        <PageHeading caption="A refusal" title={problem.title} />
        {problem.advice === '' ? null : <p>{problem.advice}</p>}
        <p>
          A refusal is an answer, not a fault: what was asked for would break a rule, and nothing
          was stored. The answer itself says what is wrong, in a sentence for each thing, and names
          the field it belongs to. Put that right and send it again.
        </p>
        <p>
          Its code is <code>{problem.code}</code> and does not change from release to release. See
          the <a href="/api/v1/openapi.json">description of the API</a>.
        </p>
      </PublicPage>
    ),
    json: problem => problem,
  }),
]
