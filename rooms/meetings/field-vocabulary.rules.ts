import { type Day, day } from '../../platform/day.rules.ts'

/** A trade or service of the field, and the words by which interests and agendas speak of it. */
export type Trade = {
  /** As the reason says it: 'The item is about general practice'. */
  readonly name: string
  /** Words of an interest that show its holder to be in the trade. */
  readonly held: readonly string[]
  /** Words of an agenda item that show it to be about the trade. */
  readonly asked: readonly string[]
  /** Classes of seat whose organisations are in the trade as such. */
  readonly classes?: readonly string[]
  /** From when the words mean this. */
  readonly from: Day
  readonly source: string
}

const nhs = day('1948-07-05')
const networks = day('2019-07-01')

/**
 * What is bought, paid for and regulated in health and care, in the words of those who do it.
 *
 * `held` is wider than `asked` where a single word of a register says it all ("trustee"), and
 * narrower where an agenda speaks of everybody ("primary care"). Words are compared without
 * case and plural. A longer word wins: "care home" is no home, "skin surgery" no surgery.
 */
export const trades: readonly Trade[] = [
  {
    name: 'general practice and primary care networks',
    held: [
      'GP',
      'general practitioner',
      'general practice',
      'GP practice',
      'GP federation',
      'PCN',
      'primary care network',
      'surgery',
      'medical centre',
      'health centre',
    ],
    asked: [
      'GP',
      'GP practice',
      'general practice',
      'general practitioner',
      'primary care',
      'primary care network',
      'primary care contract',
      'PCN',
      'surgery',
      'medical centre',
    ],
    classes: ['PCN'],
    from: networks,
    source: 'Network Contract Directed Enhanced Service, in force from 1 July 2019',
  },
  {
    name: 'pharmacy',
    held: ['pharmacist', 'pharmacy', 'pharmaceutical', 'GPhC', 'dispensing'],
    asked: ['pharmacy', 'pharmacist', 'pharmaceutical', 'Pharmacy First', 'dispensing'],
    from: nhs,
    source:
      'NHS Act 2006 Part 7; NHS (Pharmaceutical and Local Pharmaceutical Services) Regulations 2013',
  },
  {
    name: 'dentistry',
    held: ['dentist', 'dental', 'orthodontic'],
    asked: ['dentist', 'dental', 'dentistry', 'orthodontic'],
    from: nhs,
    source: 'NHS Act 2006 Part 5',
  },
  {
    name: 'eye care',
    held: ['optometrist', 'optician', 'optometry'],
    asked: ['optometry', 'optometrist', 'optician', 'eye care', 'ophthalmic'],
    from: nhs,
    source: 'NHS Act 2006 Part 6',
  },
  {
    name: 'hospice and end of life care',
    held: ['hospice', 'palliative', 'Sue Ryder', 'Marie Curie', 'Macmillan'],
    asked: ['hospice', 'palliative', 'end of life care', 'end of life'],
    from: day('2022-07-01'),
    source:
      'NHS Act 2006 s.3(1)(ga), palliative care services, put in by the Health and Care Act 2022 s.21',
  },
  {
    name: 'coaching and mentoring',
    held: ['coaching', 'coach', 'mentoring'],
    asked: ['coaching', 'coach', 'mentoring'],
    from: nhs,
    source: 'The common words of the trade',
  },
  {
    name: 'training and consultancy',
    held: ['training', 'consultancy', 'management consultant'],
    asked: ['training', 'training provider', 'consultancy', 'management consultant'],
    from: nhs,
    source: 'The common words of the trade',
  },
  {
    name: 'housing',
    held: ['housing', 'homes', 'housing association', 'landlord', 'property developer'],
    asked: ['housing', 'homes', 'housing association', 'registered provider', 'landlord'],
    from: nhs,
    source: 'Housing and Regeneration Act 2008 s.80, registered providers',
  },
  {
    name: 'care homes and care at home',
    held: [
      'care home',
      'nursing home',
      'residential care',
      'residential home',
      'residential',
      'home care',
      'domiciliary care',
    ],
    asked: [
      'care home',
      'nursing home',
      'residential care',
      'residential home',
      'home care',
      'domiciliary care',
      'care provider',
    ],
    from: day('2015-04-01'),
    source: 'Care Act 2014, Part 1, in force from 1 April 2015',
  },
  {
    name: 'supported living',
    held: ['independent living', 'supported living', 'learning disability'],
    asked: ['independent living', 'supported living', 'learning disability'],
    from: day('2015-04-01'),
    source: 'Care Act 2014, Part 1, in force from 1 April 2015',
  },
  {
    name: 'respite and carers',
    held: ['respite', 'carers', 'short breaks'],
    asked: ['respite', 'short breaks', 'unpaid carers'],
    from: day('2015-04-01'),
    source: 'Care Act 2014 s.10, support for carers',
  },
  {
    name: 'the voluntary sector',
    held: [
      'charity',
      'trustee',
      'CIC',
      'social enterprise',
      'community interest company',
      'voluntary',
      'VCSE',
      'festival committee',
      'community garden',
      'voice alliance',
    ],
    asked: [
      'voluntary sector',
      'voluntary',
      'VCSE',
      'charity',
      'community group',
      'social enterprise',
      'community interest company',
    ],
    classes: ['VCSE'],
    from: nhs,
    source: 'Charities Act 2011 s.1; community interest companies under the 2004 Act',
  },
  {
    name: 'social work',
    held: ['social worker', 'Social Work England', 'social work'],
    asked: ['social worker', 'social work'],
    from: day('2019-12-02'),
    source: 'Social Workers Regulations 2018; Social Work England regulates from 2 December 2019',
  },
  {
    name: 'ageing well',
    held: ['ageing well', 'gerontology', 'older people'],
    asked: ['ageing well', 'older people', 'healthy ageing', 'frailty'],
    from: day('2019-01-07'),
    source: 'NHS Long Term Plan, chapter 1: Ageing Well',
  },
  {
    name: 'life sciences',
    held: ['biotechnology', 'life sciences', 'medical research', 'drug development', 'LifeArc'],
    asked: ['biotechnology', 'life sciences', 'medical research', 'drug development'],
    from: nhs,
    source: 'The common words of the trade',
  },
  {
    name: 'dermatology',
    held: ['dermatology', 'dermatologist', 'skin surgery'],
    asked: ['dermatology', 'dermatologist', 'skin surgery', 'skin cancer'],
    from: nhs,
    source: 'The common words of the specialty',
  },
  {
    name: 'autism',
    held: ['autism', 'autistic', 'neurodiversity'],
    asked: ['autism', 'autistic', 'neurodevelopmental'],
    from: day('2009-11-12'),
    source: 'Autism Act 2009',
  },
  {
    name: 'nursing standards',
    held: ['NMC', 'Nursing and Midwifery Council'],
    asked: ['NMC', 'Nursing and Midwifery Council', 'nursing standards'],
    from: day('2002-04-01'),
    source: 'Nursing and Midwifery Order 2001',
  },
  {
    name: 'the future of local government',
    held: ['LGA', 'Local Government Association'],
    asked: [
      'local government reorganisation',
      'devolution',
      'unitary council',
      'combined authority',
    ],
    classes: ['local authority'],
    from: day('2024-12-16'),
    source: 'English Devolution White Paper, 16 December 2024',
  },
]

/** Short for what, in registers and papers alike. */
export const abbreviations: Readonly<Record<string, string>> = {
  PCN: 'primary care network',
  GPhC: 'General Pharmaceutical Council',
  NMC: 'Nursing and Midwifery Council',
  LGA: 'Local Government Association',
  MK: 'Milton Keynes',
  FT: 'Foundation Trust',
  CIC: 'community interest company',
  VCSE: 'voluntary, community and social enterprise',
}

/** Endings that say what kind of company something is, not which. */
export const legalForms: readonly string[] = ['Ltd', 'Limited', 'plc', 'LLP', 'CIC', 'CIO']

/** By which a register says what somebody is to an organisation, as the reason puts it. */
export const ties: readonly { readonly begins: RegExp; readonly says: string }[] = [
  { begins: /^chairs?\b/i, says: 'which the member chairs' },
  { begins: /\btrustee\b/i, says: 'of which the member is a trustee' },
  { begins: /^governor\b/i, says: 'of which the member is a governor' },
  { begins: /^clinical director\b/i, says: 'of which the member is clinical director' },
  { begins: /^non-executive director\b/i, says: 'of which the member is a non-executive director' },
  { begins: /^director\b/i, says: 'of which the member is a director' },
  { begins: /^board member\b/i, says: 'on whose board the member sits' },
  { begins: /^chief executive\b/i, says: 'of which the member is chief executive' },
  { begins: /^partner\b/i, says: 'in which the member is a partner' },
  { begins: /^(employee|employed)\b/i, says: 'for which the member works' },
  { begins: /^(treasurer|secretary)\b/i, says: 'of which the member is an officer' },
  { begins: /\b(associate)\b/i, says: 'of which the member is an associate' },
  { begins: /\bmember\b/i, says: 'of which the member is part' },
  {
    begins: /^(spouse|wife|husband|partner of|son|daughter|brother|sister|parent)\b/i,
    says: 'to which somebody close to the member belongs',
  },
]

/** What a body is, without which a short name of it is only a place or a direction: 'East London'. */
export const kindsOfBody: readonly string[] =
  'alliance association authority board centre charity college committee company council federation foundation group healthwatch hospital hospice house icb network partnership police practice school senate sector service society surgery trust university'.split(
    ' ',
  )

/** Before a name these make another of it: North East London is not East London. */
export const directions: readonly string[] =
  'north south east west northern southern eastern western central mid greater inner outer upper lower new'.split(
    ' ',
  )

/**
 * Words that everybody in health and care uses of everything, and the offices people hold: by
 * themselves they tie nobody to anything.
 */
export const commonWords: readonly string[] =
  `a about above across after again against all also am an and any are area around as at be because been before
  being below between both but by can could day did do does each early end england every few first for free from
  full further good great had has have here high home how if in into is it item its just last later lead left less
  like local long made main make many may member more most must near need new next no non none not now of off office
  old on one only open or other our out over own paper part people per place plan prior question rather right role
  same see set several she should since sits so some state such system take than that the their them then there these
  they this those three through time to together too tied two under until up upon use very was way we week well were
  what when where which while who whose why will with within without work would year you your
  action active adult advisory agenda annual approach assurance award benefit board body budget business care case
  central chair charity child clinical college commission committee community company competence consultant contract
  cost council country data decision deliver delivery department deputy development digital director economy education
  employee employer england executive facility family federation finance firm forum foundation framework fund funding
  gain general governor grant group head health healthcare healthy honorary hospital house improvement independent
  industry information integrated interest investment lay leader leadership learning medical medicine meeting model
  national network nhs nurse nursing offer officer operational organisation parent parish partner partnership
  patient payment performance population post practice priority private procurement professional programme project
  provider public quality regional register registered registration report research resident resource review risk
  safeguarding school secretary sector senior service social society solution spend staff standard strategic strategy
  student study supplier support supporting surgery talk talks team test treasurer treatment trust trustee
  university unpaid value voice voluntary ward wellbeing wider worker workforce young england productivity resources
  articles strategist associate consultancy training living`
    .split(/\s+/)
    .filter(word => word !== '')

/** Decisions that give nobody anything: what is only named in passing under them is no conflict. */
export const passive: readonly string[] = ['note', 'receive', 'discuss']

/** By which a paper says that somebody is to gain or lose. */
export const stakes: readonly string[] =
  'award bid bidder buy contract fee fund funding grant invest investment paid pay payment price procure procurement spend supplier tariff tender'.split(
    ' ',
  )
