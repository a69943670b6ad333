import { pathToFileURL } from 'node:url'
import { buildCode } from './build-code.mjs'

/** Starts Goldthread from its sources. */
await import(pathToFileURL(await buildCode()).href)
