import type { FastifyRequest } from 'fastify'
import type { Settings } from '../settings.ts'

/** What the log says of a request: no header, and no key or code that an address carries. */
const requestInLog = (request: FastifyRequest) => ({
  method: request.method,
  url: request.url.replace(/([?&](?:key|code|state)=)[^&#]*/gi, '$1(left out)'),
  host: request.host,
  remoteAddress: request.ip,
})

/** The log as Fastify takes it; none where the settings silence it. */
export const loggerOf = ({ logLevel }: Settings) =>
  logLevel === 'silent' ? false : { level: logLevel, serializers: { req: requestInLog } }
