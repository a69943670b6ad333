import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connect } from '../platform/database/database.ts'
import { checkJournal } from '../platform/record/check-journal.ts'
import { readSettings, type Settings } from '../platform/settings.ts'
import { issueToken } from '../rooms/people/identify.ts'
import { listPersons } from '../rooms/people/read-person.ts'
import { type OpenedDatabase, openDatabase } from './database.ts'

const usage = `Usage: npx goldthread VERB [--json]

  token --as PERSON   make a bearer token for the API, for a person named by name or id
  verify              walk the journal and name the first line that does not hold

Exit: 0 done, 1 refused or something found, 2 wrong usage.
`

/** Wrong usage: exit 2, with the usage on stderr. */
class Misused extends Error {}

/** A refusal: exit 1, with the reason on stderr. */
class Refused extends Error {}

type Verb = (
  database: OpenedDatabase,
  options: { readonly as?: string },
) => Promise<{ readonly text: string; readonly json: unknown; readonly found?: boolean }>

const verbs: Record<string, Verb> = {
  token: async ({ url }, { as }) => {
    if (!as) throw new Misused('Say for whom: --as PERSON.')
    const db = connect({ url, role: 'goldthread_app', size: 1 })
    try {
      const persons = await listPersons(db)
      const wanted = as.toLowerCase()
      const matches = persons.filter(
        person => person.id === as || person.name.toLowerCase() === wanted,
      )
      const [person] = matches
      if (!person) throw new Refused(`There is nobody called “${as}” in the record.`)
      if (matches.length > 1)
        throw new Refused(`Several people are called “${as}”: give the person’s id instead.`)
      const token = await issueToken(db, person.id, new Date())
      return { text: token, json: { token, person: person.id, name: person.name } }
    } finally {
      await db.destroy()
    }
  },
  verify: async ({ url }) => {
    const db = connect({ url, role: 'goldthread_app', size: 1 })
    try {
      const { lines, broken } = await checkJournal(db)
      return {
        text: broken
          ? `The journal does not hold at line ${broken.seq}: ${broken.why}`
          : `The journal holds: ${lines} lines.`,
        json: { lines, broken },
        found: broken !== null,
      }
    } finally {
      await db.destroy()
    }
  },
}

/** The running installation's embedded server, if one is up, else one of our own. */
async function reachDatabase(settings: Settings): Promise<OpenedDatabase> {
  if (!settings.databaseUrl) {
    const sockets = socketsOfRunningServer(settings.data)
    if (sockets)
      return {
        url: `postgres://goldthread@localhost/goldthread?host=${encodeURIComponent(sockets)}`,
        stop: async () => {},
      }
  }
  return openDatabase(settings)
}

/** PostgreSQL notes its process and its socket folder in postmaster.pid. */
function socketsOfRunningServer(data: string): string | undefined {
  try {
    const [process_, , , , sockets] = readFileSync(
      join(data, 'postgres', 'postmaster.pid'),
      'utf8',
    ).split('\n')
    process.kill(Number(process_), 0)
    return sockets
  } catch {
    return undefined
  }
}

async function main(): Promise<number> {
  try {
    const { values, positionals } = parseOrMisuse()
    if (values.help) {
      process.stdout.write(usage)
      return 0
    }
    const [name = '', ...rest] = positionals
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
    if (!verb) throw new Misused(name === '' ? 'Say which verb.' : `There is no verb “${name}”.`)
    if (rest.length > 0) throw new Misused(`“${rest.join(' ')}” is not understood.`)
    const database = await reachDatabase(readSettings(process.env))
    try {
      const answer = await verb(database, values.as === undefined ? {} : { as: values.as })
      process.stdout.write(values.json ? `${JSON.stringify(answer.json)}\n` : `${answer.text}\n`)
      return answer.found ? 1 : 0
    } finally {
      await database.stop()
    }
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault)
    process.stderr.write(`${message}\n`)
    if (fault instanceof Misused) process.stderr.write(`\n${usage}`)
    return fault instanceof Misused ? 2 : 1
  }
}

function parseOrMisuse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (fault) {
    throw new Misused(fault instanceof Error ? fault.message : 'Not understood.')
  }
}

process.exitCode = await main()
