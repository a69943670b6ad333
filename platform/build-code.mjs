import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const house = fileURLToPath(new URL('..', import.meta.url))
const builtFolder = join(house, 'built')

/** What decides how the sources are put together, beside the sources. */
const RECIPE = ['platform/build-code.mjs', 'package-lock.json']

/** A file that looks for another beside it must go on looking beside its source. */
const addressesOfSources = {
  name: 'addresses-of-sources',
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: extname(path).slice(1),
    }))
  },
}

/**
 * Packages of many small files that each start reads: they are put together with the
 * sources. Every other stays as it was installed.
 */
const PUT_TOGETHER = new Set([
  '@cantoo/pdf-lib',
  'culori',
  'kysely',
  'nhsuk-react-components',
  'typebox',
])

const packagesApart = {
  name: 'packages-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined
      const [name = ''] = path.match(/^(@[^/]+\/)?[^/]+/) ?? []
      return PUT_TOGETHER.has(name) ? undefined : { path, external: true }
    })
  },
}

/**
 * Puts the sources together with esbuild, which leaves a few files to load instead of
 * hundreds. What is run is always what stands in the sources: the folder is named by its
 * content, and what was put together before is taken only while each file that went into
 * it is as it was.
 *
 * @param {string} entry what is run, from the top of the house
 * @returns {Promise<string>} the file to run
 */
export async function buildCode(entry = 'app/main.ts') {
  const note = join(builtFolder, `${entry.replaceAll(/\W/g, '-')}.json`)
  const before = readNote(note)
  const main = folder => join(builtFolder, folder, basename(entry).replace(/\.tsx?$/, '.js'))
  if (before && existsSync(main(before.folder))) {
    if (before.state === stateOf(before.inputs)) return main(before.folder)
    // A copy has other times, and may lie where nothing can be written.
    if (before.content === contentOf(before.inputs)) {
      await keepNote(note, before.folder, before.inputs).catch(() => {})
      return main(before.folder)
    }
  }

  // Loaded only when there is something to put together.
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    absWorkingDir: house,
    entryPoints: [entry],
    outdir: 'built',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    sourcemap: 'linked',
    // The sources stand where the map says: a copy in it would only have to be read.
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'warning',
    plugins: [packagesApart, addressesOfSources],
  })

  // Beside node_modules, so that packages are found; named by content, so that processes may share it.
  const digest = createHash('sha256')
  for (const { contents } of outputFiles) digest.update(contents)
  const built = join(builtFolder, `code-${digest.digest('hex').slice(0, 16)}`)
  if (!existsSync(built)) {
    const making = `${built}.${process.pid}`
    for (const { path, contents } of outputFiles) {
      const file = join(making, relative(builtFolder, path))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, contents)
    }
    // Another process may have been quicker: then its copy is the same.
    await rename(making, built).catch(() => rm(making, { recursive: true, force: true }))
  }
  const inputs = [...RECIPE, ...Object.keys(metafile.inputs)]
  await keepNote(note, basename(built), inputs)
  return main(basename(built))
}

/** Notes what was put together from what, whole or not at all. */
async function keepNote(note, folder, inputs) {
  const making = `${note}.${process.pid}`
  const known = { folder, state: stateOf(inputs), content: contentOf(inputs), inputs }
  await writeFile(making, JSON.stringify(known))
  await rename(making, note)
}

function readNote(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Size and time of change of each file, as `make` goes by them; a lost file counts, too, and
 * so does where the house stands, because addresses are put into the code.
 */
function stateOf(inputs) {
  const digest = createHash('sha256').update(house)
  for (const input of inputs) {
    const found = statSync(resolve(house, input), { throwIfNoEntry: false })
    digest.update(`${input} ${found?.size} ${found?.mtimeMs} ${found?.ctimeMs}\n`)
  }
  return digest.digest('hex')
}

/** The bytes of each file, and where the house stands; read only when times have changed. */
function contentOf(inputs) {
  const digest = createHash('sha256').update(house)
  for (const input of inputs) {
    const path = resolve(house, input)
    digest.update(`${input}\n`).update(existsSync(path) ? readFileSync(path) : 'lost')
  }
  return digest.digest('hex')
}
