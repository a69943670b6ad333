import type { ReactNode } from 'react'
import { CheckboxField, RadioField } from '../../design/choice-fields.tsx'
import { SelectField, TextField } from '../../design/text-fields.tsx'
import { textOf, type Values } from '../../platform/http/page.ts'
import type { Reading } from '../../platform/http/reading.ts'
import type { DeputiesCount, QuorumLimb } from './quorum.rules.ts'
import { type DayCounter, quorumInWords, type Terms } from './terms.rules.ts'

/** How many classes a quorum can name in the form; the papers at hand name three. */
const LIMBS = [1, 2, 3, 4, 5, 6] as const

const counters = ['clear day', 'England working day'] as const satisfies readonly DayCounter[]
const deputies = [
  'where the seat allows',
  'as minuted',
  'never',
] as const satisfies readonly DeputiesCount[]
const usualWays = ['consensus', 'vote'] as const
const majorities = ['of members present', 'of votes cast'] as const

/** What stands in the fields for some terms: a starting point to be changed. */
export function termsValues(terms: Terms): Values {
  const { quorum, notice, papers, draftMinutes, attendanceExpected, meetingsAYear } = terms
  const { chair, voting, publicQuestions, minuteNumbers } = terms
  const text = (value: number | undefined) => (value === undefined ? '' : String(value))
  const yes = (value: boolean) => (value ? 'yes' : '')
  return {
    quorumNumerator: text(quorum.fraction?.numerator),
    quorumDenominator: text(quorum.fraction?.denominator),
    quorumMinimum: text(quorum.minimum),
    quorumAtLeast: text(quorum.atLeast),
    quorumRule: quorum.rule,
    quorumCitation: quorum.citation,
    deputies: quorum.deputies,
    remoteCounts: yes(quorum.remoteCounts),
    ...Object.fromEntries(
      quorum.limbs.flatMap((limb, at) => Object.entries(limbValues(limb, at + 1))),
    ),
    noticeDays: text(notice.days),
    noticeCounter: notice.counter,
    noticeCitation: notice.citation,
    papersDays: text(papers?.days),
    papersCounter: papers?.counter ?? 'England working day',
    papersCitation: papers?.citation ?? '',
    minutesDays: text(draftMinutes?.workingDays),
    minutesCitation: draftMinutes?.citation ?? '',
    attendancePercent: text(attendanceExpected?.percent),
    attendanceCitation: attendanceExpected?.citation ?? '',
    meetingsAtLeast: text(meetingsAYear?.atLeast),
    meetingsCitation: meetingsAYear?.citation ?? '',
    rotatesPlaces: yes(terms.rotatesPlaces),
    chairYears: text(chair?.termYears),
    chairWarnDays: text(chair?.warnDays ?? 90),
    chairCitation: chair?.citation ?? '',
    votingUsual: voting.usual,
    votingMajority: voting.majority,
    castingVote: yes(voting.castingVote),
    votingCitation: voting.citation,
    questionsDays: text(publicQuestions?.workingDaysBefore),
    questionsCitation: publicQuestions?.citation ?? '',
    minuteSuffix: minuteNumbers?.suffix ?? '',
    minuteDigits: text(minuteNumbers?.digits),
    forwardPlanInPack: yes(terms.forwardPlanInPack),
    agendaSignOff: yes(terms.agendaSignOff !== null),
    signOffCitation: terms.agendaSignOff?.citation ?? '',
    selfAssessment: yes(Boolean(terms.annualSelfAssessment)),
    selfAssessmentCitation: terms.annualSelfAssessment?.citation ?? '',
    callInDays: text(terms.callIn?.workingDays),
    callInMembers: text(terms.callIn?.members),
    callInCitation: terms.callIn?.citation ?? '',
    recordingsKept: !terms.recordings
      ? ''
      : terms.recordings.months === null
        ? 'minutes'
        : 'months',
    recordingMonths: text(terms.recordings?.months ?? undefined),
    recordingCitation: terms.recordings?.citation ?? '',
  }
}

const limbValues = (limb: QuorumLimb, place: number): Record<string, string> =>
  'members' in limb
    ? {
        [`limbClass${place}`]: limb.class,
        [`limbKind${place}`]: 'members',
        [`limbCount${place}`]: String(limb.members),
      }
    : {
        [`limbClass${place}`]: limb.class,
        [`limbKind${place}`]: 'organisations',
        [`limbCount${place}`]: String(limb.organisations),
        [`limbEach${place}`]: String(limb.membersEach),
      }

const DaysField = ({ name, label, hint }: { name: string; label: string; hint?: string }) => (
  <TextField name={name} label={label} width={3} inputMode="numeric" {...(hint ? { hint } : {})} />
)

const WrittenIn = ({ name }: { name: string }) => (
  <TextField name={name} label="Where that is written" hint="Such as: Terms of reference, 4.1" />
)

const CounterField = ({ name }: { name: string }) => (
  <SelectField
    name={name}
    label="Counted in"
    options={[
      { value: 'clear day', text: 'clear days' },
      { value: 'England working day', text: 'working days' },
    ]}
  />
)

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="nhsuk-heading-m">{title}</h2>
      {children}
    </section>
  )
}

/** One thing the quorum must include. Empty classes are left out. */
function LimbFields({ place }: { place: number }) {
  return (
    <>
      <TextField
        name={`limbClass${place}`}
        label={`Class ${place} (optional)`}
        hint="As the seats name it, such as NHS trust"
        width={20}
      />
      <SelectField
        name={`limbKind${place}`}
        label="What is counted of it"
        options={[
          { value: 'members', text: 'members' },
          { value: 'organisations', text: 'different organisations' },
        ]}
      />
      <DaysField name={`limbCount${place}`} label="How many at least" />
      <DaysField
        name={`limbEach${place}`}
        label="Members from each organisation"
        hint="Only where organisations are counted; one if left empty"
      />
    </>
  )
}

/** Every field of terms of reference. `shown` is how many classes of the quorum are offered. */
export function TermsFields({ values }: { values: Values }) {
  const filled = LIMBS.filter(place => textOf(values, `limbClass${place}`) !== '').length
  return (
    <>
      <Group title="Quorum">
        <p>Give a share of the members, or a number, or a share with a floor beneath it.</p>
        <DaysField name="quorumNumerator" label="Share: the upper figure" hint="1 for one half" />
        <DaysField name="quorumDenominator" label="Share: the lower figure" hint="2 for one half" />
        <DaysField name="quorumMinimum" label="Never fewer than (optional)" />
        <DaysField name="quorumAtLeast" label="Or a plain number (optional)" />
        {LIMBS.slice(0, Math.min(LIMBS.length, filled + 2)).map(place => (
          <LimbFields key={place} place={place} />
        ))}
        <RadioField
          name="deputies"
          label="Do deputies count?"
          options={[
            { value: 'where the seat allows', text: 'Where the seat allows one' },
            { value: 'as minuted', text: 'As the minutes have them' },
            { value: 'never', text: 'Never' },
          ]}
        />
        <CheckboxField name="remoteCounts" label="Members who join remotely count" />
        <TextField
          name="quorumRule"
          label="The rule in plain words (optional)"
          hint="Left empty, it is worded from the figures above"
        />
        <WrittenIn name="quorumCitation" />
      </Group>
      <Group title="Notice and papers">
        <DaysField name="noticeDays" label="Days of public notice" />
        <CounterField name="noticeCounter" />
        <WrittenIn name="noticeCitation" />
        <DaysField
          name="papersDays"
          label="Days before by which members have the papers (optional)"
        />
        <CounterField name="papersCounter" />
        <WrittenIn name="papersCitation" />
        <CheckboxField name="forwardPlanInPack" label="A forward plan goes into every pack" />
        <CheckboxField
          name="agendaSignOff"
          label="The agenda-setting group signs each agenda off"
          hint="Who belongs to the group is recorded with the body’s year"
        />
        <WrittenIn name="signOffCitation" />
      </Group>
      <Group title="Minutes">
        <DaysField
          name="minutesDays"
          label="Working days within which draft minutes are out (optional)"
        />
        <WrittenIn name="minutesCitation" />
        <TextField
          name="minuteSuffix"
          label="Suffix of continuous minute numbers (optional)"
          hint="HS gives 01/HS, 02/HS and so on from meeting to meeting"
          width={5}
        />
        <DaysField name="minuteDigits" label="Digits of a minute number (optional)" />
      </Group>
      <Group title="Members and meetings">
        <DaysField name="attendancePercent" label="Attendance expected, in per cent (optional)" />
        <WrittenIn name="attendanceCitation" />
        <DaysField name="meetingsAtLeast" label="Meetings a year, at least (optional)" />
        <WrittenIn name="meetingsCitation" />
        <CheckboxField name="rotatesPlaces" label="Meetings in person go round the Places" />
        <DaysField name="chairYears" label="The chair’s term in years (optional)" />
        <DaysField name="chairWarnDays" label="Days of warning before it ends" />
        <WrittenIn name="chairCitation" />
        <CheckboxField
          name="selfAssessment"
          label="It assesses itself each year, and reports to the bodies to which it reports"
        />
        <WrittenIn name="selfAssessmentCitation" />
      </Group>
      <Group title="Decisions and questions">
        <RadioField
          name="votingUsual"
          label="How it usually decides"
          options={[
            { value: 'consensus', text: 'By consensus' },
            { value: 'vote', text: 'By a vote' },
          ]}
        />
        <RadioField
          name="votingMajority"
          label="A majority is counted"
          options={majorities.map(value => ({ value, text: value }))}
        />
        <CheckboxField name="castingVote" label="The chair has a casting vote" />
        <WrittenIn name="votingCitation" />
        <DaysField
          name="questionsDays"
          label="Working days before by which public questions are in (optional)"
        />
        <WrittenIn name="questionsCitation" />
        <DaysField
          name="callInDays"
          label="Working days within which a decision may be called in (optional)"
          hint="Counted from its publication; leave empty where decisions are not called in"
        />
        <DaysField name="callInMembers" label="By how many members at least" />
        <WrittenIn name="callInCitation" />
      </Group>
      <Group title="Recordings">
        <SelectField
          name="recordingsKept"
          label="A recording is kept"
          empty="The terms do not say"
          options={[
            { value: 'minutes', text: 'until the minutes are approved' },
            { value: 'months', text: 'for a number of months' },
          ]}
        />
        <DaysField name="recordingMonths" label="For how many months (optional)" />
        <WrittenIn name="recordingCitation" />
      </Group>
    </>
  )
}

const any = (called: string) => ({ from: 0, to: 1000, called })

/** Reads the fields; what makes no sense in them is for the verb to refuse. */
export function readTerms(form: Reading): Terms {
  const number = (name: string, called: string) => form.optionalNumber(name, any(called))
  const citation = (name: string) => form.optionalText(name)
  const limbs = LIMBS.flatMap((place): QuorumLimb[] => {
    const name = form.optionalText(`limbClass${place}`)
    if (name === '') return []
    const count = number(`limbCount${place}`, 'The number of this class') ?? 1
    return form.optionalText(`limbKind${place}`) === 'organisations'
      ? [
          {
            class: name,
            organisations: count,
            membersEach: number(`limbEach${place}`, 'The members from each') ?? 1,
          },
        ]
      : [{ class: name, members: count }]
  })
  const numerator = number('quorumNumerator', 'The upper figure')
  const denominator = number('quorumDenominator', 'The lower figure')
  const minimum = number('quorumMinimum', 'The floor')
  const atLeast = number('quorumAtLeast', 'The number')
  const quorum = {
    ...(numerator === undefined && denominator === undefined
      ? {}
      : { fraction: { numerator: numerator ?? 0, denominator: denominator ?? 0 } }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(atLeast === undefined ? {} : { atLeast }),
    limbs,
    deputies: form.choice('deputies', deputies, 'Say whether deputies count.'),
    remoteCounts: form.ticked('remoteCounts'),
  }
  const papersDays = number('papersDays', 'The days for papers')
  const minutesDays = number('minutesDays', 'The working days for draft minutes')
  const percent = number('attendancePercent', 'The attendance expected')
  const atLeastAYear = number('meetingsAtLeast', 'The meetings a year')
  const years = number('chairYears', 'The years of the chair’s term')
  const questions = number('questionsDays', 'The working days for public questions')
  const suffix = form.optionalText('minuteSuffix')
  const callInDays = number('callInDays', 'The working days for a call-in')
  const kept = form.optionalChoice('recordingsKept', ['minutes', 'months'] as const)
  return {
    quorum: {
      ...quorum,
      rule: form.optionalText('quorumRule') || quorumInWords(quorum),
      citation: citation('quorumCitation'),
    },
    notice: {
      days: number('noticeDays', 'The days of notice') ?? 0,
      counter: form.choice('noticeCounter', counters, 'Choose how notice is counted.'),
      citation: citation('noticeCitation'),
    },
    papers:
      papersDays === undefined
        ? null
        : {
            days: papersDays,
            counter: form.choice('papersCounter', counters, 'Choose how the days are counted.'),
            citation: citation('papersCitation'),
          },
    draftMinutes:
      minutesDays === undefined
        ? null
        : { workingDays: minutesDays, citation: citation('minutesCitation') },
    attendanceExpected:
      percent === undefined ? null : { percent, citation: citation('attendanceCitation') },
    meetingsAYear:
      atLeastAYear === undefined
        ? null
        : { atLeast: atLeastAYear, citation: citation('meetingsCitation') },
    rotatesPlaces: form.ticked('rotatesPlaces'),
    chair:
      years === undefined
        ? null
        : {
            termYears: years,
            warnDays: number('chairWarnDays', 'The days of warning') ?? 90,
            citation: citation('chairCitation'),
          },
    voting: {
      usual: form.choice('votingUsual', usualWays, 'Say how it usually decides.'),
      majority: form.choice('votingMajority', majorities, 'Say how a majority is counted.'),
      castingVote: form.ticked('castingVote'),
      citation: citation('votingCitation'),
    },
    publicQuestions:
      questions === undefined
        ? null
        : { workingDaysBefore: questions, citation: citation('questionsCitation') },
    minuteNumbers:
      suffix === ''
        ? null
        : { suffix, digits: number('minuteDigits', 'The digits of a minute number') ?? 2 },
    forwardPlanInPack: form.ticked('forwardPlanInPack'),
    agendaSignOff: form.ticked('agendaSignOff') ? { citation: citation('signOffCitation') } : null,
    annualSelfAssessment: form.ticked('selfAssessment')
      ? { citation: citation('selfAssessmentCitation') }
      : null,
    ...(callInDays === undefined
      ? {}
      : {
          callIn: {
            workingDays: callInDays,
            members: number('callInMembers', 'The members for a call-in') ?? 1,
            citation: citation('callInCitation'),
          },
        }),
    ...(kept === undefined
      ? {}
      : {
          recordings: {
            months:
              kept === 'minutes'
                ? null
                : (number('recordingMonths', 'The months for which a recording is kept') ?? 0),
            citation: citation('recordingCitation'),
          },
        }),
  }
}
