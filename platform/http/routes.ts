import type { FastifyInstance } from 'fastify'
import { refused } from '../outcome.ts'
import { problem, sendFile, sendOutcome, unauthorised } from './answers.ts'
import { bearerOf } from './credentials.ts'
import { forAnyone, needing } from './declared-routes.ts'
import { openFollowing } from './following.ts'
import type { Limited } from './rates.ts'
import { backFrom, checkCsrf, readBody, wantsOutcome } from './receiving.ts'
import type { ServerParts } from './server-parts.ts'
import { toSignIn, type Visits } from './visits.ts'

/** Gives each page of the house its routes: the page, what it sends, and its twin in the API. */
export function addPages(
  app: FastifyInstance,
  parts: ServerParts,
  visits: Visits,
  { publicWrite, apiWrite }: Limited,
) {
  const { settings } = parts
  const { visitOf, show, allow } = visits
  const { follow, count } = openFollowing(app, parts, visits)
  for (const page of parts.pages) {
    if (page.kind === 'stream') {
      app.get(page.path, { ...needing(page.needs), exposeHeadRoute: false }, (request, reply) =>
        follow(page, request, reply),
      )
    } else if (page.kind === 'public') {
      app.get(page.path, forAnyone, async (request, reply) => {
        const visit = await visitOf(request, reply, 'the public')
        const { view } = await page.answer(visit)
        return show(reply, visit, view())
      })
      app.get(
        `/api/v1${page.path === '/' ? '' : page.path}`,
        { ...forAnyone, schema: { response: { 200: page.schema } } },
        async (request, reply) => {
          const visit = await visitOf(request, reply, 'the public')
          const { json } = await page.answer(visit)
          reply.header('access-control-allow-origin', '*')
          return json()
        },
      )
    } else if (page.kind === 'public file') {
      app.get(page.path, forAnyone, async (request, reply) =>
        sendFile(reply, await page.answer(await visitOf(request, reply, 'the public')), 'public'),
      )
    } else if (page.kind === 'way') {
      app.get(page.path, forAnyone, async (request, reply) => {
        const visit = await visitOf(request, reply, 'the installation')
        const answer = await page.answer(visit)
        reply.header('cache-control', 'private, no-store')
        if ('to' in answer) return reply.redirect(answer.to, 303)
        return show(reply, visit, answer.view, answer.status)
      })
    } else if (page.kind === 'work') {
      app.get(page.path, needing(page.needs), async (request, reply) => {
        const visit = await visitOf(request, reply, page.readsAs)
        if ((await allow(page.needs, visit)) === 'sign in') return toSignIn(request, reply)
        const answer = await page.answer(visit)
        return 'mediaType' in answer
          ? sendFile(reply, answer, 'private')
          : show(reply, visit, answer)
      })
    } else if (page.kind === 'form') {
      app.get(page.path, needing(page.needs), async (request, reply) => {
        const visit = await visitOf(request, reply, page.readsAs)
        if ((await allow(page.needs, visit)) === 'sign in') return toSignIn(request, reply)
        const { view } = await page.answer(visit, null)
        return show(reply, visit, view(null))
      })
      const limit = page.needs === 'anyone' ? publicWrite : {}
      app.post(page.path, needing(page.needs, limit), async (request, reply) => {
        const visit = await visitOf(request, reply, page.readsAs)
        const inPlace = wantsOutcome(request)
        if ((await allow(page.needs, visit)) === 'sign in')
          return inPlace ? unauthorised(reply) : toSignIn(request, reply)
        const sent = await readBody(request)
        await checkCsrf(app, request, reply, sent.values)
        if (sent.refusals.length > 0) {
          if (inPlace) return problem(reply, 422, sent.refusals, settings.url)
          const { view } = await page.answer(visit, null)
          return show(reply, visit, view(sent), 422)
        }
        const { outcome, view } = await page.answer(visit, sent)
        if (!outcome) throw new Error('A form that was sent gives an outcome.')
        if (inPlace) return sendOutcome(reply, outcome, settings.url)
        if (outcome.ok) return reply.redirect(outcome.value, 303)
        return show(reply, visit, view({ values: sent.values, refusals: outcome.refusals }), 422)
      })
      if (page.browserOnly) continue
      const { saved } = page
      if (saved)
        app.get(`/api/v1${page.path}`, needing(page.needs), async (request, reply) => {
          const visit = await visitOf(request, reply, page.readsAs)
          if (page.needs !== 'anyone' && !bearerOf(request)) return unauthorised(reply)
          if ((await allow(page.needs, visit)) === 'sign in') return unauthorised(reply)
          const { version, fields, texts } = await saved(visit)
          return reply.header('cache-control', 'private, no-store').send({ version, fields, texts })
        })
      app.post(
        `/api/v1${page.path}`,
        needing(page.needs, page.needs === 'anyone' ? publicWrite : apiWrite),
        async (request, reply) => {
          const visit = await visitOf(request, reply, page.readsAs)
          if (page.needs !== 'anyone' && !bearerOf(request)) return unauthorised(reply)
          if ((await allow(page.needs, visit)) === 'sign in') return unauthorised(reply)
          const sent = await readBody(request)
          if (sent.refusals.length > 0) return problem(reply, 422, sent.refusals, settings.url)
          const { outcome } = await page.answer(visit, sent)
          return sendOutcome(reply, outcome ?? { ok: true, value: '' }, settings.url)
        },
      )
    } else {
      const limit = page.needs === 'anyone' ? publicWrite : {}
      app.post(page.path, needing(page.needs, limit), async (request, reply) => {
        const visit = await visitOf(request, reply, 'whoever asks')
        const inPlace = wantsOutcome(request)
        if ((await allow(page.needs, visit)) === 'sign in')
          return inPlace ? unauthorised(reply) : toSignIn(request, reply)
        const { values, refusals } = await readBody(request)
        await checkCsrf(app, request, reply, values)
        const outcome =
          refusals.length > 0 ? refused(...refusals) : await page.submit(visit, values)
        if (inPlace) return sendOutcome(reply, outcome, settings.url)
        if (outcome.ok) return reply.redirect(outcome.value, 303)
        return show(
          reply,
          visit,
          parts.faultView({
            status: 422,
            reference: request.id,
            message: outcome.refusals.map(refusal => refusal.message).join(' '),
            back: backFrom(request, settings),
          }),
          422,
        )
      })
      app.post(
        `/api/v1${page.path}`,
        needing(page.needs, page.needs === 'anyone' ? publicWrite : apiWrite),
        async (request, reply) => {
          const visit = await visitOf(request, reply, 'whoever asks')
          if (page.needs !== 'anyone' && !bearerOf(request)) return unauthorised(reply)
          if ((await allow(page.needs, visit)) === 'sign in') return unauthorised(reply)
          const { values, refusals } = await readBody(request)
          if (refusals.length > 0) return problem(reply, 422, refusals, settings.url)
          return sendOutcome(reply, await page.submit(visit, values), settings.url)
        },
      )
    }
  }
  return { streamsOpen: count }
}
