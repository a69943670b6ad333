import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCode } from '../platform/build-code.mjs'
import { connect } from '../platform/database/database.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { day, time } from '../platform/day.rules.ts'
import { pdfFacts } from '../platform/documents/pdf-facts.ts'
import { makePdf } from '../platform/documents/typst.ts'
import { expectDone } from '../platform/outcome.ts'
import type { Acting } from '../platform/record/verb.ts'
import { establishBody } from '../rooms/bodies/establish-body.ts'
import { addAgendaItem } from '../rooms/meetings/add-agenda-item.ts'
import { attachFile } from '../rooms/meetings/attach-file.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { scheduleMeeting } from '../rooms/meetings/schedule-meeting.ts'
import { submitPaper } from '../rooms/meetings/submit-paper.ts'
import { PAGES_EACH, PAPER_TEMPLATE, PAPERS } from './pack.bench.ts'
import type { PublishMeasured } from './publish.child.ts'
import { type BenchRow, timeRow } from './row.ts'

const today = day('2025-02-05')

/**
 * The whole act of publishing: 40 papers with their cover sheets and 600 pages of files,
 * read from the record, assembled, frozen and stored, in a process of its own.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-publish-'))
  const server = await startEmbeddedPostgres(folder)
  await migrate(server.url())
  const db = connect({ url: server.url(), role: 'goldthread_app', size: 2 })
  try {
    const clerk: Acting = {
      db,
      person: null,
      today,
      now: new Date(`${today}T09:00:00Z`),
      may: () => true,
    }
    const body = expectDone(
      await establishBody(clerk, {
        slug: 'a-board',
        name: 'A board',
        kind: 'board',
        regime: '1960 Act',
      }),
    )
    const meeting = expectDone(
      await scheduleMeeting(clerk, {
        body,
        day: day('2025-02-14'),
        startsAt: time('10:00'),
        kind: 'ordinary',
        mode: 'remote',
        venue: '',
      }),
    )
    let headings = 0
    for (let at = 1; at <= PAPERS; at++) {
      const title = `Paper ${at}`
      const bytes = await makePdf({
        title,
        template: PAPER_TEMPLATE,
        data: { number: at, title },
      })
      headings += (await pdfFacts(bytes)).headings
      const item = expectDone(
        await addAgendaItem(clerk, {
          meeting: meeting.id,
          title,
          kind: 'business',
          purposes: ['discuss'],
          audience: 'public',
        }),
      )
      const { paper } = expectDone(
        await submitPaper(clerk, {
          item: item.id,
          title,
          kind: 'paper',
          submittedOn: today,
          cover: { summary: 'What the paper says, in a sentence or two.' },
        }),
      )
      expectDone(await attachFile(clerk, { paper: paper.id, name: `paper-${at}.pdf`, bytes }))
    }
    expectDone(
      await giveNotice(clerk, {
        meeting: meeting.id,
        kind: 'public notice',
        givenOn: today,
        manner: 'On the website',
        text: 'The board meets in public.',
      }),
    )
    // As npm start runs it: put together, without the loader for TypeScript.
    const child = await buildCode('bench/publish.child.ts')
    const run = spawnSync(process.execPath, [child, server.url(), meeting.id], {
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production' },
      maxBuffer: 64 * 1024 * 1024,
    })
    if (run.status !== 0) throw new Error(`The pack was not published: ${run.stderr}`)
    const {
      seconds,
      peakMegabytes,
      pages,
      headings: kept,
    } = JSON.parse(run.stdout) as PublishMeasured
    const name = (what: string) => `${what}, publishing ${PAPERS} papers of ${PAGES_EACH} pages`
    return [
      timeRow(name('time'), seconds, 5),
      {
        name: name('most memory held'),
        value: peakMegabytes,
        unit: 'MB',
        bar: '≤ 400',
        holds: peakMegabytes <= 400,
      },
      {
        name: name('pages'),
        value: pages,
        unit: 'pages',
        bar: `≥ ${PAPERS * PAGES_EACH}`,
        holds: pages >= PAPERS * PAGES_EACH,
      },
      {
        // The agenda, tracker, register and cover sheets have headings of their own.
        name: name('headings'),
        value: kept,
        unit: 'headings',
        bar: `≥ ${headings}`,
        holds: kept >= headings,
      },
    ]
  } finally {
    await db.destroy()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
