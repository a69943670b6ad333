import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { noRoom, unauthorised } from './answers.ts'
import type { StreamPage, Values } from './page.ts'
import type { ServerParts } from './server-parts.ts'
import { openStreams, type Streams } from './streams.ts'
import type { Visits } from './visits.ts'

/** Opens the streams of the house: gives what answers a request for one. */
export function openFollowing(
  app: FastifyInstance,
  parts: ServerParts,
  { visitOf, allow }: Visits,
) {
  const streams = openStreams({
    databaseUrl: parts.databaseUrl,
    channels: [
      ...new Set(parts.pages.flatMap(page => (page.kind === 'stream' ? [page.channel] : []))),
    ],
    onFault: fault => app.log.warn(fault),
    ...(parts.streamLimits ? { limits: parts.streamLimits } : {}),
  })
  // Before the server waits for what is under way: a stream would never end by itself.
  app.addHook('preClose', () => streams.close())

  const follow = async (page: StreamPage, request: FastifyRequest, reply: FastifyReply) => {
    // Read once for all who follow, and written for each kind of eyes.
    const visit = await visitOf(
      request,
      reply,
      page.needs === 'anyone' ? 'the public' : 'the installation',
    )
    if ((await allow(page.needs, visit)) === 'sign in') return unauthorised(reply)
    const follows = await page.answer(visit)
    const whom = page.needs === 'anyone' ? 'anybody' : 'staff'
    if (!streams.hasRoomFor(whom)) return noRoom(reply)
    startStream(
      reply,
      streams,
      {
        channel: page.channel,
        topic: follows.topic,
        reading: follows.reading,
        read: async () => {
          const { version, state } = await follows.read(parts.clock())
          return { version, value: state }
        },
        writing: follows.writing,
        write: ({ version, value }) =>
          JSON.stringify({
            version: version ?? 0,
            regions: Object.fromEntries(
              Object.entries(follows.regions(value)).map(([name, element]) => [
                name,
                parts.renderRegion(element, parts.clock().today),
              ]),
            ),
          }),
      },
      whom,
      async () => {
        if (whom === 'anybody') return true
        const later = await visitOf(request, reply, 'the installation')
        return (await allow(page.needs, later).catch(() => 'no')) === 'yes'
      },
    )
  }
  return { follow, count: streams.count }
}

/** Answers with server-sent events, until one side ends them. */
function startStream(
  reply: FastifyReply,
  streams: Streams,
  following: Parameters<Streams['open']>[0],
  whom: 'anybody' | 'staff',
  stillAllowed: () => Promise<boolean>,
) {
  const { request, raw } = reply
  const header = request.headers['last-event-id']
  const asked = (request.query as Values).since
  const since = typeof header === 'string' ? header : typeof asked === 'string' ? asked : ''
  reply.hijack()
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    // Neither kept, nor compressed, nor held back by a proxy until there is enough of it.
    'cache-control': 'private, no-store, no-transform',
    'x-accel-buffering': 'no',
    // A stream that ends takes its connection with it, so that a server can stop.
    connection: 'close',
  })
  raw.socket?.setNoDelay(true)
  streams.open(following, { response: raw, since, stillAllowed }, whom)
}
