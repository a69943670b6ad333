import { Type } from 'typebox'
import { PageHeading } from '../design/page-heading.tsx'
import { PublicPage } from '../design/shell.tsx'
import { day, formatDay } from '../platform/day.rules.ts'
import { publicPage } from '../platform/http/page.ts'

/** The day on which this statement was last gone through against the site. */
const REVIEWED = day('2026-11-23')

/** The accessibility statement in the model form (R-WEB-1). */
export const accessibilityPages = [
  publicPage({
    path: '/accessibility',
    summary: 'The accessibility statement: how far this site meets WCAG 2.2 AA.',
    schema: Type.Object({
      standard: Type.String(),
      status: Type.String(),
      reviewed: Type.String(),
    }),
    about: { nothing: 'It is about this site, not about a thing of the record.' },
    read: async () => null,
    view: () => <StatementPage />,
    json: () => ({ standard: 'WCAG 2.2 AA', status: 'partially compliant', reviewed: REVIEWED }),
  }),
]

const StatementPage = () => (
  <PublicPage
    title="Accessibility statement"
    description="How usable this site is for everybody, what is not yet, and what to do about it."
    breadcrumbs={[{ text: 'Home', href: '/' }]}
  >
    <PageHeading title="Accessibility statement" />
    <p>
      This statement is about this website. We want as many people as possible to be able to use it.
      For example, that means you should be able to:
    </p>
    <ul className="nhsuk-list nhsuk-list--bullet">
      <li>zoom in to 400% without text running off the screen</li>
      <li>get to everything with a keyboard only, or with speech recognition</li>
      <li>listen to all of it with a screen reader</li>
      <li>use every page and every form without scripts</li>
      <li>change colours and contrast in your browser or device</li>
    </ul>
    <p>
      We have tried to make the text simple to understand.{' '}
      <a href="https://mcmw.abilitynet.org.uk/">AbilityNet</a> has advice on making your device
      easier to use if you have a disability.
    </p>

    <h2 className="nhsuk-heading-m">How accessible this website is</h2>
    <p>We know that some parts are not fully accessible:</p>
    <ul className="nhsuk-list nhsuk-list--bullet">
      <li>
        some papers come to us as PDF files without tags, so a screen reader cannot follow their
        headings, lists and tables
      </li>
      <li>
        the text that we take from such a PDF keeps its words and its pages, but not always its
        tables
      </li>
      <li>pictures within papers have a description only where their author gave one</li>
    </ul>

    <h2 className="nhsuk-heading-m">What to do if you cannot use something here</h2>
    <p>
      Every pack of papers can be read as a web page as well as a PDF. If you need a paper in
      another format, such as large print, easy read, audio or braille, or find something that does
      not work for you, <a href="/questions">tell us</a>: say which page or paper it is and what you
      need. We will consider your request and get back to you within 10 working days.
    </p>

    <h2 className="nhsuk-heading-m">Enforcement procedure</h2>
    <p>
      The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector
      Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the
      ‘accessibility regulations’). If you are not happy with how we respond to your complaint,{' '}
      <a href="https://www.equalityadvisoryservice.com/">
        contact the Equality Advisory and Support Service (EASS)
      </a>
      .
    </p>

    <h2 className="nhsuk-heading-m">Technical information about this website’s accessibility</h2>
    <p>
      We are committed to making this website accessible, in accordance with the Public Sector
      Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
    </p>
    <h3 className="nhsuk-heading-s">Compliance status</h3>
    <p>
      This website is partially compliant with the{' '}
      <a href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines version 2.2</a>{' '}
      AA standard, due to the non-compliances listed below.
    </p>
    <h3 className="nhsuk-heading-s">Non-accessible content</h3>
    <p>Non-compliance with the accessibility regulations:</p>
    <ul className="nhsuk-list nhsuk-list--bullet">
      <li>
        Papers given to us as untagged PDF fail WCAG 2.2 success criterion 1.3.1 (info and
        relationships). The record tells the clerk of each one before it is published, and gives its
        text beside it; the tags have to come from the author.
      </li>
      <li>
        Some pictures in papers have no text alternative and fail 1.1.1 (non-text content). Where a
        picture is a paper of its own, it is not taken without a description.
      </li>
      <li>
        The text taken from a PDF without tags may give a table as lines of words and so fail 1.3.1
        and 1.3.2 (meaningful sequence).
      </li>
    </ul>
    <h3 className="nhsuk-heading-s">Content that is not within the scope of the regulations</h3>
    <p>
      PDF and office files published before 23 September 2018 that nobody needs to use a service.
      Live video of meetings; a recording that is kept is captioned within 14 days.
    </p>

    <h2 className="nhsuk-heading-m">Preparation of this accessibility statement</h2>
    <p>
      This statement was prepared and last reviewed on {formatDay(REVIEWED)}, and is reviewed every
      year. Pages of every kind are tested by machine with axe, and at the widths of a telephone and
      of a desk, with and without scripts; generated PDFs are made to PDF/UA-1. It has not yet been
      audited by an outside body or tested by disabled people, and we do not claim that it has.
    </p>
  </PublicPage>
)
