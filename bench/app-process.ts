import { type ChildProcess, spawn } from 'node:child_process'

/** Goldthread as `npm start` runs it, with these settings; resolves once it is ready. */
export async function startApp(settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const app = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    app.once('exit', () => reject(new Error('Goldthread stopped while starting.')))
    app.stdout?.on('data', said => String(said).includes('is ready') && resolve())
  })
  return app
}

/** Resolves when a process has ended, however it did, with its exit code. */
export const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise(resolve => child.once('exit', code => resolve(code)))
