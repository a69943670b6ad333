import { doorsOf, rooms } from './floor-plan.mjs'

const closedDoors = doorsOf(rooms).map(([room, opensOnTo]) => ({
  name: `${room}-keeps-to-its-doors`,
  severity: 'error',
  from: { path: `^rooms/${room}/` },
  to: { path: '^rooms/', pathNot: `^rooms/(${[room, ...opensOnTo].join('|')})/` },
}))

const test = '\\.test\\.tsx?$'

/** Pure libraries that a rule may use. None is needed yet. */
const pureLibraries = []

export default {
  forbidden: [
    ...closedDoors,
    {
      name: 'every-room-is-on-the-plan',
      comment: 'A folder under rooms/ has its line in floor-plan.mjs.',
      severity: 'error',
      from: { path: '^rooms/', pathNot: `^rooms/(${Object.keys(rooms).join('|')})/` },
      to: {},
    },
    {
      name: 'rules-stay-pure',
      comment:
        'A rule imports only rules, outcomes, pure libraries, and the types of its own tables.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        pathNot: [
          '\\.rules\\.ts$',
          '\\.tables\\.ts$',
          '^platform/outcome\\.ts$',
          ...pureLibraries.map(name => `^node_modules/${name}/`),
        ],
      },
    },
    {
      name: 'no-other-rooms-inside',
      comment:
        "Another room's records, pages and views are its own affair: ask its verbs and reads.",
      severity: 'error',
      from: { path: '^rooms/([^/]+)/' },
      to: { path: '^rooms/[^/]+/.*\\.(records|page|view|tables)\\.tsx?$', pathNot: '^rooms/$1/' },
    },
    {
      name: 'samples-are-for-tests',
      severity: 'error',
      from: { pathNot: [test, '\\.samples\\.tsx?$', '^seed/', '^bench/', '^walks/'] },
      to: { path: '\\.samples\\.tsx?$' },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: {
        pathNot: [
          test,
          '\\.samples\\.tsx?$',
          '^platform/(testing|browser)/',
          '^bench/',
          '^walks/',
          '^scripts/',
          '^vitest',
        ],
      },
      to: { path: '^platform/(testing|browser)/' },
    },
    {
      name: 'pages-and-views-never-query',
      severity: 'error',
      from: { path: '\\.(page|view)\\.tsx?$' },
      to: { path: '(\\.records\\.ts$|^platform/database/|^node_modules/(kysely|pg)/)' },
    },
    {
      name: 'the-ground-floor-knows-no-rooms',
      severity: 'error',
      from: { path: '^(platform|design)/', pathNot: test },
      to: { path: '^(rooms|app|seed|walks)/' },
    },
    {
      name: 'rooms-do-not-know-the-app',
      severity: 'error',
      from: { path: '^rooms/', pathNot: test },
      to: { path: '^(app|seed|walks)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(var|design/static)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
