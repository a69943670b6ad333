import { readSettings } from '../platform/settings.ts'
import { openDatabase } from './database.ts'
import { openHouse } from './house.ts'

/** How long requests under way may take to end once we are asked to stop. */
const GRACE_MS = 10_000

async function start() {
  const settings = readSettings(process.env)
  const database = await openDatabase(settings)
  const house = await openHouse(settings, database.url)
  await house.server.listen({ port: settings.port, host: settings.host })
  process.stdout.write(`Goldthread is ready at ${settings.url}\n`)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), GRACE_MS).unref()
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
