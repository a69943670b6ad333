import { startJobs } from '../platform/jobs.ts'
import { readSettings } from '../platform/settings.ts'
import { loadDemo } from '../seed/blmk/load.ts'
import { openDatabase } from './database.ts'
import { openHouse } from './house.ts'
import { houseJobs } from './jobs.ts'

/** How long requests under way may take to end once we are asked to stop. */
const GRACE_MS = 10_000

async function start() {
  const settings = readSettings(process.env)
  const database = await openDatabase(settings)
  const house = await openHouse(settings, database.url)
  if (settings.demo) {
    const loaded = await loadDemo(house.db, settings.demoToday, settings.url)
    if (!loaded.ok) throw new Error(loaded.refusals.map(({ message }) => message).join(' '))
  }
  await house.server.listen({ port: settings.port, host: settings.host })
  process.stdout.write(`Goldthread is ready at ${settings.url}\n`)

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
