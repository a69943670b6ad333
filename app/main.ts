import { readSettings } from '../platform/settings.ts'
import { openDatabase } from './database.ts'

/** How long requests under way may take to end once we are asked to stop. */
const GRACE_MS = 10_000

/** How long it still takes requests, so that whoever sends them learns to send them elsewhere. */
const LEAVING_MS = 1_000

async function start() {
  const settings = readSettings(process.env)
  const opening = openDatabase(settings)
  // The house's code is loaded while the database starts.
  const [
    { openHouse, clockOf },
    { houseJobs },
    { loadDemo },
    { readInstallation, readOrganisationName },
    { offerSetUp },
    { setUpAddress },
    { startJobs },
    { smtpPost },
  ] = await Promise.all([
    import('./house.ts'),
    import('./jobs.ts'),
    import('../seed/blmk/load.ts'),
    import('../platform/record/installation.ts'),
    import('../rooms/people/set-up-record.ts'),
    import('./set-up.page.tsx'),
    import('../platform/jobs.ts'),
    import('../platform/mail/smtp.ts'),
  ])
  const database = await opening
  const house = await openHouse(settings, database.url)
  if (settings.demo) {
    const loaded = await loadDemo(house.db, settings.demoToday, settings.url)
    if (!loaded.ok) throw new Error(loaded.refusals.map(({ message }) => message).join(' '))
  } else if ((await readInstallation(house.db, 'demo')) !== undefined)
    throw new Error(
      'This folder holds the demonstration. Set GOLDTHREAD_DATA (or DATABASE_URL) to another for a record of your own.',
    )
  await house.server.listen({ port: settings.port, host: settings.host })
  process.stdout.write(`Goldthread is ready at ${settings.url}\n`)
  if (!settings.demo) {
    const key = await offerSetUp(house.db, clockOf(settings)().today)
    if (key !== null)
      process.stdout.write(`Set up this record at ${setUpAddress(settings.url, key)}\n`)
  }

  // After the first page can be served: nobody waits for the night's work.
  const post = settings.smtpUrl
    ? await smtpPost({
        smtpUrl: settings.smtpUrl,
        url: settings.url,
        name: async () => (await readOrganisationName(house.db)) ?? 'Goldthread',
      })
    : undefined
  const jobs = startJobs(
    database.url,
    houseJobs(house.db, { site: settings.url, clock: clockOf(settings) }, post),
    fault => house.server.log.error(fault),
  )
  jobs.catch(fault => house.server.log.error(fault))

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), GRACE_MS).unref()
    // Whoever balances between processes sees it leave, and nobody is cut off, before it closes.
    house.leave()
    await new Promise(resolve => setTimeout(resolve, LEAVING_MS))
    await jobs.then(({ stop: stopJobs }) => stopJobs()).catch(() => {})
    await house.close()
    await database.stop()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

start().catch((fault: Error) => {
  process.stderr.write(`${fault.message}\n`)
  process.exit(1)
})
