/** Work that is done apart from any request: once, by one of the processes that share the database. */
export type Job = {
  /** `room.what-it-does`. */
  readonly name: string
  /** When, as cron in Europe/London; left out for a job that is only sent. */
  readonly every?: string
  readonly work: (data: unknown) => Promise<void>
}

export type Jobs = {
  /** Asks for a job to be done soon. */
  readonly send: (name: string, data?: object) => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Starts the queue on the record's own PostgreSQL. Each job has a queue of its
 * own; a job that throws is tried again twice, a minute apart and then longer.
 */
export async function startJobs(
  url: string,
  jobs: readonly Job[],
  onFault: (fault: Error) => void,
): Promise<Jobs> {
  // Loaded here, after the first page can be served.
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    connectionString: asApp(url),
    schema: 'jobs',
    createSchema: false,
    max: 3,
  })
  boss.on('error', onFault)
  await boss.start()
  for (const { name, every, work } of jobs) {
    await boss.createQueue(name, { retryLimit: 2, retryDelay: 60, retryBackoff: true })
    await boss.work(name, async ([job]) => {
      try {
        await work(job?.data)
      } catch (fault) {
        onFault(fault instanceof Error ? fault : new Error(String(fault)))
        throw fault
      }
    })
    if (every) await boss.schedule(name, every, {}, { tz: 'Europe/London' })
  }
  return {
    send: async (name, data = {}) => {
      await boss.send(name, data)
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}

/** The queue's tables belong to the app's role, like all that it writes. */
function asApp(url: string): string {
  const separator = url.includes('?') ? '&' : '?'
  return `${url}${separator}options=${encodeURIComponent('-c role=goldthread_app')}`
}
