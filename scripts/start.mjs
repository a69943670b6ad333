import { pathToFileURL } from 'node:url'
import { buildCode } from '../platform/build-code.mjs'

/** Starts Goldthread from its sources. */
await import(pathToFileURL(await buildCode()).href)
