import { Type } from 'typebox'
import { PageHeading } from '../design/page-heading.tsx'
import { PublicPage } from '../design/shell.tsx'
import { Timeline } from '../design/timeline.tsx'
import { publicPage } from '../platform/http/page.ts'

const home = [{ text: 'Home', href: '/' }]

/** What this record is, and how to read it. */
export const aboutPages = [
  publicPage({
    path: '/about',
    summary: 'What this record is, what it holds and what it never holds.',
    schema: Type.Object({ patientData: Type.Boolean(), corrections: Type.String() }),
    about: { nothing: 'It is about this site, not about a thing of the record.' },
    read: async () => null,
    view: () => <AboutPage />,
    json: () => ({
      patientData: false,
      corrections: 'What was published is never changed. A correction is a new version.',
    }),
  }),
]

const AboutPage = () => (
  <PublicPage
    title="About this record"
    description="What this record is, how to read it, and what it never holds."
    breadcrumbs={home}
  >
    <PageHeading
      title="About this record"
      lede="Health and care where you live is planned by boards, partnerships and councils together. This is the record of how they decide, what they promise and what becomes of it."
    />
    <h2 className="nhsuk-heading-m">One thread through all of it</h2>
    <p>
      You can begin anywhere and go both ways: from an action back to the decision it came from and
      the question behind that, or from a question on to what was done.
    </p>
    <Timeline
      points={[
        { title: 'A question is asked', body: <p>By a resident, a councillor, anybody.</p> },
        { title: 'A meeting has it before it', body: <p>With notice, an agenda and papers.</p> },
        { title: 'Something is decided', body: <p>By enough members, under rules of that day.</p> },
        { title: 'Somebody is to do it', body: <p>An action with an owner and a day.</p> },
        {
          title: 'It is done, or it is not',
          body: <p>And the record says which.</p>,
          state: 'now',
        },
      ]}
    />
    <h2 className="nhsuk-heading-m">What you can rely on</h2>
    <ul className="nhsuk-list nhsuk-list--bullet">
      <li>
        What has been published is never silently changed. A correction is a new version, and you
        can read both.
      </li>
      <li>
        A meeting is judged by the rules of its own day. Where the record says that a meeting was or
        was not quorate, it shows the counting.
      </li>
      <li>Whether an action is overdue is worked out from the facts each time you look.</li>
      <li>
        Something is kept private only for a recorded reason; the public part of a meeting says that
        there is a private one.
      </li>
    </ul>
    <h2 className="nhsuk-heading-m">What it never holds</h2>
    <p>
      No patient data. Please do not put anything about your own care, or anybody’s, into a
      question. For help with care, ask your GP practice or{' '}
      <a href="https://111.nhs.uk/">NHS 111</a>.
    </p>
    <h2 className="nhsuk-heading-m">Put right, take part</h2>
    <p>
      If something here is wrong, or you want to know more, <a href="/questions">ask a question</a>.
      To use the data, see <a href="/data">open data</a>. How usable this site is for everybody is
      said on the page about <a href="/accessibility">accessibility</a>.
    </p>
  </PublicPage>
)
