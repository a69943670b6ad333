import { Worker } from 'node:worker_threads'
import type { PdfInspection } from './pdf-inspection.ts'

/** The longest that a PDF may keep its reader busy, in milliseconds. */
const LONGEST = 20_000
const MOST_MEMORY_MB = 1024

let worker: Worker | undefined
let queue: Promise<unknown> = Promise.resolve()

/**
 * Inspects a PDF on a thread of its own, one after another.
 *
 * A small file can be made so that reading it takes hours or all memory. There the
 * thread is ended, the file is taken for damaged, and the pages of other people go on.
 */
export function inspectPdfApart(bytes: Uint8Array): Promise<PdfInspection> {
  const mine = queue.then(() => inspectNext(bytes))
  // One file's fault is not the next one's.
  queue = mine.catch(() => undefined)
  return mine
}

async function inspectNext(bytes: Uint8Array): Promise<PdfInspection> {
  worker ??= startWorker()
  const reader = worker
  const found = await new Promise<PdfInspection | 'endless' | Error>(answer => {
    const settle = (value: PdfInspection | 'endless' | Error) => {
      clearTimeout(timer)
      reader.off('message', settle).off('error', onError).off('exit', onExit)
      answer(value)
    }
    const onError = (fault: NodeJS.ErrnoException) =>
      settle(fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'endless' : fault)
    const onExit = () => settle(new Error('The reader of PDFs ended without an answer.'))
    const timer = setTimeout(() => settle('endless'), LONGEST)
    reader.on('message', settle).on('error', onError).on('exit', onExit)
    reader.ref()
    reader.postMessage(bytes)
  })
  // An idle thread must not keep the process alive.
  reader.unref()
  if (found !== 'endless' && !(found instanceof Error)) return found
  worker = undefined
  // Nobody waits any more for how it ends.
  reader.on('error', () => undefined)
  await reader.terminate()
  if (found instanceof Error) throw found
  return { fault: 'damaged', why: 'It is so built that reading it does not come to an end.' }
}

const startWorker = (): Worker =>
  new Worker(new URL('./pdf-inspection.worker.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
