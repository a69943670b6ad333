import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const house = fileURLToPath(new URL('..', import.meta.url))

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
 * Puts the sources together with esbuild, which takes a fifth of a second and leaves a
 * few files to load instead of hundreds. What is run is always what stands in the
 * sources: the folder is named by its content.
 *
 * @param {string} entry what is run, from the top of the house
 * @returns {Promise<string>} the file to run
 */
export async function buildCode(entry = 'app/main.ts') {
  const { outputFiles } = await build({
    absWorkingDir: house,
    entryPoints: [entry],
    outdir: 'built',
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    sourcemap: 'linked',
    write: false,
    logLevel: 'warning',
    plugins: [addressesOfSources],
  })

  // Beside node_modules, so that packages are found; named by content, so that processes may share it.
  const digest = createHash('sha256')
  for (const { contents } of outputFiles) digest.update(contents)
  const built = join(house, 'built', `code-${digest.digest('hex').slice(0, 16)}`)
  if (!existsSync(built)) {
    const making = `${built}.${process.pid}`
    for (const { path, contents } of outputFiles) {
      const file = join(making, relative(resolve(house, 'built'), path))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, contents)
    }
    // Another process may have been quicker: then its copy is the same.
    await rename(making, built).catch(() => rm(making, { recursive: true, force: true }))
  }
  return join(built, basename(entry).replace(/\.tsx?$/, '.js'))
}
