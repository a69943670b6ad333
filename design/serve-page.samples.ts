import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Assets } from './assets.ts'

/** The policy the app sends: nothing inline, nothing from elsewhere. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Serves whole pages by path, with their assets, on a port of this machine; for tests of looks. */
export async function servePages(
  assets: Assets,
  pageAt: (path: string) => string | undefined,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const asset = assets.find(path)
    const page = pageAt(path)
    response.statusCode = asset || page !== undefined ? 200 : 404
    response.setHeader('content-type', asset?.type ?? 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', policy)
    response.end(asset?.body ?? page)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
