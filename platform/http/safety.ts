import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** The longest a browser may take https for granted: two years. */
const HSTS_SECONDS = 63_072_000

/** What no page here asks of a browser, and nothing put into one shall. */
const NOT_ASKED_FOR = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

/**
 * Tells browsers on every answer what they may do with it: scripts and styles only of ours, each
 * with the nonce of its answer; in nobody's frame; over https for good where the site has it.
 */
export async function keepSafe(app: FastifyInstance, { secure }: { readonly secure: boolean }) {
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // helmet adds the nonce of each answer to these two; nothing else runs or colours.
        scriptSrc: [],
        styleSrc: [],
        scriptSrcAttr: ["'none'"],
        styleSrcAttr: ["'none'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    hsts: secure && { maxAge: HSTS_SECONDS, includeSubDomains: true },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
  })
  app.addHook('onSend', async (request, reply) => {
    reply.header('permissions-policy', NOT_ASKED_FOR.map(name => `${name}=()`).join(', '))
    // Whatever does not say otherwise is for the one who asked and not to be kept.
    if (!reply.hasHeader('cache-control'))
      reply.header(
        'cache-control',
        request.headers.authorization ? 'private, no-store' : 'no-cache',
      )
    // Programs of any site may read what anyone may read.
    if (reply.getHeader('access-control-allow-origin') === '*')
      reply.header('cross-origin-resource-policy', 'cross-origin')
  })
}
