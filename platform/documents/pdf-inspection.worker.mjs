// Plain JavaScript, because a thread starts without the loader that reads TypeScript.
import { parentPort } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { inspectPdfBytes } = await import('./pdf-inspection.ts')

// One file at a time: the other side waits for the answer before it sends the next.
parentPort?.on('message', async bytes => {
  parentPort?.postMessage(await inspectPdfBytes(bytes))
})
