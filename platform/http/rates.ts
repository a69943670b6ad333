import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'

/** How much may be sent from one address of the network within a minute, to each process. */
export type Rates = {
  /** Forms that anyone may send. An office behind one address shares it. */
  readonly publicWrites: number
  /** Writes by programs. */
  readonly apiWrites: number
}

export const usualRates: Rates = { publicWrites: 60, apiWrites: 600 }

/** Lets routes be limited: those that ask for it with what this gives. Call it before there are routes. */
export async function limitRates(app: FastifyInstance, rates: Rates = usualRates) {
  await app.register(rateLimit, { global: false })
  const at = (max: number) => ({ rateLimit: { max, timeWindow: '1 minute' } })
  return { publicWrite: at(rates.publicWrites), apiWrite: at(rates.apiWrites) }
}

export type Limited = Awaited<ReturnType<typeof limitRates>>
