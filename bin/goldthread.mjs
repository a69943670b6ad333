#!/usr/bin/env node
import { pathToFileURL } from 'node:url'
import { buildCode } from '../platform/build-code.mjs'

await import(pathToFileURL(await buildCode('app/cli.ts')).href)
