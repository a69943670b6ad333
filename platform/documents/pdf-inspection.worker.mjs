// Plain JavaScript: a thread starts from a file that needs nothing to be read.
import { pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { buildCode } from '../build-code.mjs'

const file = await buildCode('platform/documents/pdf-inspection.ts')
const { inspectPdfBytes } = await import(pathToFileURL(file).href)

// One file at a time: the other side waits for the answer before it sends the next.
parentPort?.on('message', async bytes => {
  parentPort?.postMessage(await inspectPdfBytes(bytes))
})
