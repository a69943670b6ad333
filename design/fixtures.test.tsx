import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Details, SkipLink, Tag } from 'nhsuk-react-components'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CardGrid } from './card-grid.tsx'
import { CheckboxGroup, RadioField } from './choice-fields.tsx'
import { DataTable } from './data-table.tsx'
import { DateField } from './date-field.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { FileField } from './file-field.tsx'
import { ButtonLink, SubmitButton } from './form.tsx'
import { Filling } from './form-context.tsx'
import { differencesOf, linesOf } from './markup-lines.samples.ts'
import { Crumbs, Navigation } from './navigation.tsx'
import { Done, Notice, Warning } from './notice.tsx'
import { Pagination, PreviousNext } from './pagination.tsx'
import { SummaryList } from './summary-list.tsx'
import { TaskList } from './task-list.tsx'
import { SelectField, TextArea, TextField } from './text-fields.tsx'
import { aVisit } from './visit.samples.ts'
import { VisitProvider } from './visit-context.tsx'

const components = path.join(
  path.dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')),
  'dist/nhsuk/components',
)

type Fixture = { name: string; html: string }

/** What nhsuk-frontend's own macro writes, kept beside it for exactly this use. */
function fixture(component: string, name: string, containing: string): string {
  const file = readFileSync(path.join(components, component, 'fixtures.json'), 'utf8')
  const { fixtures } = JSON.parse(file) as { fixtures: readonly Fixture[] }
  const found = fixtures.find(each => each.name === name && each.html.includes(containing))
  if (!found) throw new Error(`nhsuk-frontend has no fixture "${name}" of ${component}.`)
  return found.html
}

/**
 * Differences that every component of a kind has, taken out of both sides
 * before they are compared. Each must still occur, or it has to go.
 */
const common: readonly { in: 'ours' | 'theirs'; what: RegExp; as: string; because: string }[] = [
  {
    in: 'ours',
    what: / id="[\w-]+--label"/g,
    as: '',
    because: 'The library gives each label an id, which nothing refers to.',
  },
  {
    in: 'ours',
    what: /(-choices|-boxes)?--hint/g,
    as: '-hint',
    because: 'The library joins the parts of an id by two strokes; both ends agree.',
  },
  {
    in: 'ours',
    what: /(-choices|-boxes)?--error-message/g,
    as: '-error',
    because: 'The same, for the sentence of refusal.',
  },
  {
    in: 'ours',
    what: /(class="nhsuk-(?:radios|checkboxes)[^"]*" data-module="[\w-]+") id="[\w-]+-choices"/g,
    as: '$1',
    because: 'A group has an id of its own: its name is the id of its first control.',
  },
  {
    in: 'theirs',
    what: /-item-hint/g,
    as: '-hint',
    because: 'The library names the hint of a choice as it names any other.',
  },
  {
    in: 'ours',
    what: / aria-invalid="true"/g,
    as: '',
    because: 'A refused control also says so itself, beyond what nhsuk-frontend does.',
  },
  {
    in: 'ours',
    what: / autocomplete="off"/g,
    as: '',
    because: 'Clerks type about others: a browser’s own address would be wrong.',
  },
  {
    in: 'ours',
    what: / value(?=[ >])/g,
    as: '',
    because: 'React writes the value of an empty control; it means the same.',
  },
  {
    in: 'ours',
    what: /^(<(?:input|select|textarea)\b.*) name="[^"]*"/g,
    as: '$1',
    because: 'A control’s name is the field’s; the fixtures call every one "example".',
  },
  {
    in: 'theirs',
    what: /^(<(?:input|select|textarea)\b.*) name="[^"]*"/g,
    as: '$1',
    because: 'The same, seen from the other side.',
  },
  {
    in: 'theirs',
    what: /^<h1 class="nhsuk-(label-wrapper|fieldset__heading)">$|^<\/h1>$/g,
    as: '',
    because: 'The fixture’s label is the page’s h1; our pages have one of their own.',
  },
  {
    in: 'theirs',
    what: /(?<=<a) class="nhsuk-link"(?= href)/g,
    as: '',
    because: 'A link without a class looks the same: the style sheet names the element.',
  },
]

const used = new Set<RegExp>()

const settle = (side: 'ours' | 'theirs', lines: readonly string[]) =>
  lines
    .map(line =>
      common
        .filter(rule => rule.in === side)
        .reduce((text, rule) => {
          const changed = text.replaceAll(rule.what, rule.as)
          if (changed !== text) used.add(rule.what)
          return changed
        }, line),
    )
    .filter(line => line !== '')

/** As a form shows a field that was refused with this sentence. */
const refused = (field: string, message: string, element: ReactElement) => (
  <Filling value={{ values: {}, refusals: [{ code: 'refused', field, message }] }}>
    {element}
  </Filling>
)

const region = (value: string, text: string) => ({ value, text })

const tag = (text: string, className: string) => <Tag className={className}>{text}</Tag>
const quiet = 'nhsuk-tag--no-colour nhsuk-tag--no-border nhsuk-u-font-weight-normal'

const noInnerError =
  'The whole date bears the error; its three boxes need no second bar beside the first.'
const firstBox = 'The first box bears the field’s own id, to which an error summary leads.'

type Case = {
  component: string
  fixture: string
  /** Some names stand for several fixtures: the one whose mark-up contains this. */
  containing?: string
  /** Only a part of the fixture, or with addresses that can be told apart. */
  part?: (html: string) => string
  ours: ReactElement
  /** Each line that only one side has (- theirs, + ours), and why that is right or harmless. */
  accepted?: Readonly<Record<string, string>>
}

const cases: readonly Case[] = [
  {
    component: 'input',
    fixture: 'with error message and hint, without heading',
    ours: refused(
      'with-hint-error',
      'Enter NHS number',
      <TextField
        name="with-hint-error"
        label="What is your NHS number?"
        hint={
          <>
            This is a 10 digit number (like <span className="nhsuk-u-nowrap">999 123 4567</span>)
            that you can find on an NHS letter, prescription or in the NHS App
          </>
        }
        width={10}
        inputMode="numeric"
        spellCheck={false}
      />,
    ),
    accepted: {
      '- <input aria-describedby="with-hint-error-hint with-hint-error-error" class="nhsuk-input nhsuk-input--code nhsuk-input--error nhsuk-input--width-10" id="with-hint-error" inputmode="numeric" spellcheck="false" type="text">':
        'Ours has no special form for codes.',
      '+ <input aria-describedby="with-hint-error-hint with-hint-error-error" class="nhsuk-input nhsuk-input--error nhsuk-input--width-10" id="with-hint-error" inputmode="numeric" spellcheck="false" type="text">':
        'The same control without it.',
    },
  },
  {
    component: 'input',
    fixture: 'with prefix and suffix',
    ours: (
      <TextField
        name="with-prefix-suffix"
        label="Cost per item, in pounds"
        prefix="£"
        suffix="per item"
        width={5}
      />
    ),
  },
  {
    component: 'textarea',
    fixture: 'with error message and hint, without heading',
    ours: refused(
      'with-hint-error',
      'You must provide an explanation',
      <TextArea
        name="with-hint-error"
        label="Can you provide more detail?"
        hint="Do not include personal information like your name, date of birth or NHS number"
      />,
    ),
  },
  {
    component: 'character-count',
    fixture: 'with maxlength attribute',
    ours: <TextArea name="maxlength-attribute" label="Enter a job description" maxLength={11} />,
    accepted: {
      '- <textarea aria-describedby="maxlength-attribute-info" class="nhsuk-js-character-count nhsuk-textarea" id="maxlength-attribute" maxlength="11" rows="5">':
        'This fixture also cuts what is typed; ours only counts, and the rule refuses.',
      '+ <textarea aria-describedby="maxlength-attribute-info" class="nhsuk-js-character-count nhsuk-textarea" id="maxlength-attribute" rows="5">':
        'The same control without the cut.',
    },
  },
  {
    component: 'date-input',
    fixture: 'with error message and hint, without heading',
    ours: refused(
      'example',
      'Enter your date of birth',
      <DateField
        name="example"
        label="What is your date of birth?"
        hint="For example, 31 3 1980"
      />,
    ),
    accepted: {
      '- <div class="nhsuk-date-input" id="example">': firstBox,
      '+ <div class="nhsuk-date-input" id="example-boxes">': firstBox,
      '- <label class="nhsuk-date-input__label nhsuk-label" for="example-day">': firstBox,
      '+ <label class="nhsuk-date-input__label nhsuk-label" for="example">': firstBox,
      '- <input class="nhsuk-date-input__input nhsuk-input nhsuk-input--error nhsuk-input--width-2" id="example-day" inputmode="numeric" type="text">':
        firstBox,
      '+ <input class="nhsuk-date-input__input nhsuk-input nhsuk-input--error nhsuk-input--width-2" id="example" inputmode="numeric" type="text">':
        firstBox,
      '- <input class="nhsuk-date-input__input nhsuk-input nhsuk-input--error nhsuk-input--width-2" id="example-month" inputmode="numeric" type="text">':
        'A month may be typed as a word.',
      '+ <input class="nhsuk-date-input__input nhsuk-input nhsuk-input--error nhsuk-input--width-2" id="example-month" inputmode="text" type="text">':
        'A month may be typed as a word.',
      '- <div class="nhsuk-form-group nhsuk-form-group--error">': noInnerError,
      '+ <div class="nhsuk-form-group">': noInnerError,
    },
  },
  {
    component: 'select',
    fixture: 'with error message and hint, without heading',
    ours: refused(
      'with-hint-error',
      'Select a location',
      <SelectField
        name="with-hint-error"
        label="Choose location"
        hint="This can be different to where you went before"
        options={[
          region('choose', 'Choose location'),
          region('eastmidlands', 'East Midlands'),
          region('eastofengland', 'East of England'),
          region('london', 'London'),
          region('northeast', 'North East'),
          region('northwest', 'North West'),
          region('southeast', 'South East'),
          region('southwest', 'South West'),
          region('westmidlands', 'West Midlands'),
          region('yorkshire', 'Yorkshire and the Humber'),
        ]}
      />,
    ),
  },
  {
    component: 'radios',
    fixture: 'with error message and hint, without heading',
    ours: refused(
      'with-hint-error',
      'Select how you want to be contacted',
      <RadioField
        name="with-hint-error"
        label="How do you want to be contacted about this?"
        hint="Select 1 option"
        options={[
          { value: 'email', text: 'Email' },
          { value: 'phone', text: 'Phone' },
          { value: 'text', text: 'Text message' },
        ]}
      />,
    ),
  },
  {
    component: 'radios',
    fixture: 'with hints on items',
    ours: (
      <RadioField
        name="with-hint-item"
        label="Do you have a mobile phone with signal?"
        size="l"
        options={[
          {
            value: 'mobile',
            text: 'Yes, I have a mobile phone with signal',
            hint: 'We will text you a 6 digit security code',
          },
          {
            value: 'landline',
            text: 'No, I want to use my landline',
            hint: 'We will call you to give you a 6 digit security code',
          },
        ]}
      />
    ),
  },
  {
    component: 'radios',
    fixture: 'inline',
    ours: (
      <RadioField
        name="inline"
        label="Are you 18 or over?"
        size="l"
        inline
        options={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
    ),
  },
  {
    component: 'checkboxes',
    fixture: 'with error message and hint, without heading',
    ours: refused(
      'with-hint-error',
      'Select how you want to be contacted',
      <CheckboxGroup
        name="with-hint-error"
        label="How do you want to be contacted about this?"
        hint="Select all options that are relevant to you"
        options={[
          { value: 'email', text: 'Email' },
          { value: 'phone', text: 'Phone' },
          { value: 'text message', text: 'Text message' },
        ]}
      />,
    ),
  },
  {
    component: 'file-upload',
    fixture: 'with error message and hint, without heading',
    ours: refused(
      'file-upload',
      'The selected file must be a JPG, BMP or TIF',
      <FileField
        name="file-upload"
        label="Upload a file"
        hint="Your photo may be in your Pictures, Photos, Downloads or Desktop folder"
      />,
    ),
  },
  {
    component: 'error-summary',
    fixture: 'without error link (mixed)',
    ours: (
      <ErrorSummary
        refusals={[
          { code: 'login', message: 'Invalid username or password' },
          {
            code: 'terms',
            field: 'example-terms-of-service',
            message: 'Agree to the terms of service to log in',
          },
        ]}
      />
    ),
  },
  {
    component: 'button',
    fixture: 'default',
    ours: <SubmitButton>Save and continue</SubmitButton>,
    accepted: {
      '- <button class="nhsuk-button" data-module="nhsuk-button" type="submit">':
        'Pressed twice, ours sends once.',
      '+ <button class="nhsuk-button" data-module="nhsuk-button" data-prevent-double-click="true" type="submit">':
        'Pressed twice, ours sends once.',
    },
  },
  {
    component: 'button',
    fixture: 'secondary as a link',
    ours: (
      <ButtonLink href="#" kind="secondary">
        Find my location
      </ButtonLink>
    ),
  },
  {
    component: 'task-list',
    fixture: 'default',
    ours: (
      <TaskList
        id="your-health"
        tasks={[
          { title: 'Exercise', href: '#/task/exercise', status: tag('Completed', quiet) },
          {
            title: 'Personal health',
            href: '#/task/personal-health',
            status: tag('Completed', quiet),
          },
          {
            title: 'Family health history',
            href: '#/task/family-health-history',
            hint: 'Details of your parents, brothers and sisters',
            status: tag('Incomplete', 'nhsuk-tag--blue'),
          },
          {
            title: 'Smoking history',
            href: '#/task/smoking-history',
            status: tag('Incomplete', 'nhsuk-tag--blue'),
          },
          {
            title: 'Blood test',
            status: tag('Cannot start yet', `${quiet} nhsuk-u-secondary-text-colour`),
          },
        ]}
      />
    ),
  },
  { component: 'tag', fixture: 'default', ours: <Tag>Active</Tag> },
  { component: 'tag', fixture: 'colour class', ours: <Tag modifier="green">Green</Tag> },
  {
    component: 'pagination',
    fixture: 'default',
    ours: (
      <PreviousNext
        previous={{ text: 'Treatments', href: '#/section/treatments' }}
        next={{ text: 'Symptoms', href: '#/section/symptoms' }}
      />
    ),
    accepted: {
      '- <nav aria-label="Pagination" class="nhsuk-pagination" role="navigation">':
        'Told apart from the numbered pages of a list on the same page.',
      '+ <nav aria-label="Before and after" class="nhsuk-pagination" role="navigation">':
        'Told apart from the numbered pages of a list on the same page.',
    },
  },
  {
    component: 'pagination',
    fixture: 'numbered',
    ours: <Pagination page={2} pages={3} hrefOf={page => `#/section/${page}`} />,
  },
  { component: 'skip-link', fixture: 'default', ours: <SkipLink /> },
  {
    component: 'details',
    fixture: 'open',
    ours: (
      <Details open>
        <Details.Summary>How to find your NHS number</Details.Summary>
        <Details.Text>
          You can find your NHS number by logging in to the NHS App or on any document the NHS has
          sent you.
        </Details.Text>
      </Details>
    ),
  },
  {
    component: 'inset-text',
    fixture: 'default',
    ours: (
      <Notice>
        <p>You can report any suspected side effect using the Yellow Card safety scheme</p>
      </Notice>
    ),
  },
  {
    component: 'warning-callout',
    fixture: 'default',
    ours: (
      <Warning heading="Important" level={3}>
        <p className="nhsuk-card__description">
          For safety, tell your doctor or pharmacist if you're taking any other medicines, including
          herbal medicines, vitamins or supplements.
        </p>
      </Warning>
    ),
  },
  {
    component: 'notification-banner',
    fixture: 'success with HTML',
    part: html => html.replace(/<ul[\s\S]*<\/ul>/, ''),
    ours: <Done>4 files uploaded</Done>,
    accepted: {
      '- <div aria-labelledby="nhsuk-notification-banner-title" class="nhsuk-notification-banner nhsuk-notification-banner--success" data-module="nhsuk-notification-banner" role="alert">':
        'Ours is called "done".',
      '+ <div aria-labelledby="done" class="nhsuk-notification-banner nhsuk-notification-banner--success" data-module="nhsuk-notification-banner" role="alert">':
        'Ours is called "done".',
      '- <h2 class="nhsuk-notification-banner__title" id="nhsuk-notification-banner-title">':
        'Ours is called "done".',
      '+ <h2 class="nhsuk-notification-banner__title" id="done">': 'Ours is called "done".',
      '- Success': 'A clerk would say "Done".',
      '+ Done': 'A clerk would say "Done".',
      '- <h3 class="nhsuk-notification-banner__heading">': 'A sentence is no heading.',
      '- </h3>': 'A sentence is no heading.',
      '+ <p class="nhsuk-notification-banner__heading">': 'A sentence is no heading.',
      '+ </p>': 'A sentence is no heading.',
    },
  },
  {
    component: 'card',
    fixture: 'clickable',
    part: html => html,
    ours: (
      <CardGrid
        cards={[
          {
            title: 'Introduction to care and support',
            href: '#',
            text: 'A quick guide for people who have care and support needs and their carers',
          },
        ]}
      />
    ),
    accepted: {
      '+ <div class="nhsuk-card-group nhsuk-grid-row">': 'Ours stand in a row.',
      '+ <div class="nhsuk-card-group__item nhsuk-grid-column-one-third">': 'Ours stand in a row.',
      '+ </div>': 'Ours stand in a row.',
    },
  },
  {
    component: 'summary-list',
    fixture: 'with multiple actions',
    // The three rows that show each shape: none, one and two actions.
    part: html => {
      const rows = html.split('<div class="nhsuk-summary-list__row')
      return [rows[0], ...[1, 2, 4].map(at => rows[at]), '</dl>']
        .join('<div class="nhsuk-summary-list__row')
        .replace(/<div class="nhsuk-summary-list__row<\/dl>/, '</dl>')
    },
    ours: (
      <SummaryList
        rows={[
          { key: 'Name', value: 'Karen Francis' },
          {
            key: 'Date of birth',
            value: '15 March 1984',
            actions: [{ text: 'Change', href: '#/change', about: 'date of birth' }],
          },
          {
            key: 'Contact details',
            value: (
              <>
                <p>07700 900362</p>
                <p>karen.francis@example.com</p>
              </>
            ),
            actions: [
              { text: 'Add', href: '#/add', about: 'new contact details' },
              { text: 'Change', href: '#/change', about: 'contact details' },
            ],
          },
        ]}
      />
    ),
  },
  {
    component: 'tables',
    fixture: 'with numeric format',
    containing: 'nhsuk-table--responsive',
    ours: (
      <DataTable
        caption="Prescription prepayment certificate (PPC) charges"
        columns={[
          { heading: 'Item', cell: ([item]) => item, namesRow: true },
          { heading: 'Current charge', cell: ([, now]) => now, numeric: true },
          { heading: 'New charge', cell: ([, , soon]) => soon, numeric: true },
        ]}
        rows={[
          ['3-month', '£31.25', '£32.05'],
          ['12-month', '£111.60', '£114.50'],
          ['HRT', '£19.30', '£19.80'],
        ]}
        keyOf={row => row.join()}
        empty="There are no charges."
      />
    ),
    accepted: {
      '- <th class="nhsuk-table__header nhsuk-u-nowrap" role="rowheader" scope="row">':
        'The fixture keeps two of its names on one line.',
      '+ <th class="nhsuk-table__header" role="rowheader" scope="row">':
        'The fixture keeps two of its names on one line.',
    },
  },
  {
    component: 'breadcrumb',
    fixture: 'default',
    part: html => {
      let link = 0
      return html.replace(/href="#"/g, () => `href="#${++link}"`)
    },
    ours: (
      <Crumbs
        crumbs={[
          { text: 'Home', href: '#1' },
          { text: 'NHS services', href: '#2' },
          { text: 'Hospitals', href: '#3' },
        ]}
      />
    ),
    accepted: {
      '- <a class="nhsuk-back-link" href="#4">': 'On a phone ours still shows the whole way.',
      '- <span class="nhsuk-u-visually-hidden">': 'On a phone ours still shows the whole way.',
      '- Back to': 'On a phone ours still shows the whole way.',
      '- </span>': 'On a phone ours still shows the whole way.',
      '- Hospitals': 'On a phone ours still shows the whole way.',
      '- </a>': 'On a phone ours still shows the whole way.',
    },
  },
  {
    component: 'header',
    fixture: 'with navigation',
    part: html => {
      let link = 0
      const nav = html.slice(html.indexOf('<nav'), html.indexOf('</nav>') + 6)
      return nav.replace(/href="#"/g, () => `href="#${++link}"`)
    },
    ours: (
      <VisitProvider visit={aVisit({ path: '/elsewhere' })}>
        <Navigation
          label="Menu"
          items={[
            { text: 'Health A to Z', href: '#1' },
            { text: 'Live Well', href: '#2' },
            { text: 'Mental health', href: '#3' },
            { text: 'Care and support', href: '#4' },
            { text: 'Pregnancy', href: '#5', current: true },
            { text: 'NHS services', href: '#6' },
          ]}
        />
      </VisitProvider>
    ),
    accepted: {
      '- <button aria-expanded="false" class="nhsuk-header__menu-toggle nhsuk-header__navigation-link" id="toggle-menu">':
        'A button that sends no form says so.',
      '+ <button aria-expanded="false" class="nhsuk-header__menu-toggle nhsuk-header__navigation-link" id="toggle-menu" type="button">':
        'A button that sends no form says so.',
    },
  },
]

for (const each of cases) {
  const title = `${each.component}, "${each.fixture}": our mark-up is nhsuk-frontend’s but for the differences listed`
  test(title, () => {
    const whole = fixture(each.component, each.fixture, each.containing ?? '')
    const theirs = settle('theirs', linesOf(each.part?.(whole) ?? whole))
    const ours = settle('ours', linesOf(renderToStaticMarkup(each.ours)))
    const found = new Set(differencesOf(theirs, ours))
    expect([...found].sort()).toEqual(Object.keys(each.accepted ?? {}).sort())
  })
}

test('every difference that all components share still occurs, or has left the list', () => {
  const idle = common.filter(rule => !used.has(rule.what)).map(rule => rule.because)
  expect(idle).toEqual([])
})
