/**
 * Which room opens on to which. A room imports only the rooms its line names,
 * and each of those stands earlier, so the table itself proves that there are
 * no circles. `npm run check` makes every line a forbidden rule.
 *
 * The house will have fifteen rooms (see ARCHITECTURE.md); a room gets its line
 * when it gets its folder.
 */
export const rooms = {
  people: [],
  bodies: ['people'],
  interests: ['people', 'bodies'],
  actions: ['people', 'bodies'],
  measures: ['people', 'bodies'],
  meetings: ['people', 'bodies', 'interests', 'actions'],
  voices: ['people', 'bodies', 'actions', 'meetings'],
  // These may ask every room above them.
  duties: 'all above',
  reports: 'all above',
  publishing: 'all above',
  keeping: 'all above',
}

/** The table with 'all above' turned into names: [room, names of rooms it may import][]. */
export const doorsOf = table =>
  Object.entries(table).map(([room, opensOnTo], at, all) => [
    room,
    opensOnTo === 'all above' ? all.slice(0, at).map(([name]) => name) : opensOnTo,
  ])
