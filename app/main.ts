import { startJobs } from '../platform/jobs.ts'
import { readInstallation } from '../platform/record/installation.ts'
import { readSettings } from '../platform/settings.ts'
import { offerSetUp } from '../rooms/people/set-up-record.ts'
import { loadDemo } from '../seed/blmk/load.ts'
import { openDatabase } from './database.ts'
import { clockOf, openHouse } from './house.ts'
import { houseJobs } from './jobs.ts'
import { setUpAddress } from './set-up.page.tsx'

/** How long requests under way may take to end once we are asked to stop. */
const GRACE_MS = 10_000

async function start() {
  const settings = readSettings(process.env)
  const database = await openDatabase(settings)
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
  const jobs = startJobs(database.url, houseJobs(house.db), fault => house.server.log.error(fault))
  jobs.catch(fault => house.server.log.error(fault))

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), GRACE_MS).unref()
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
