import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type Listening, listen } from '../database/listen.ts'

/**
 * Server-sent events that carry state, not deltas: each event is the whole newest
 * state of what is followed, so that whoever was away has missed nothing once one
 * event has come. It knows of topics and versions, and of nothing they are about.
 */

/** One state of what is followed. */
export type State = {
  /** Rises with each change; told on the channel with it. Null while there is nothing to have one. */
  readonly version: number | null
  readonly value: unknown
}

/** What a stream follows. Streams with the same reading share one read of each change. */
export type Following = {
  /** The channel on which changes are told, as `TOPIC VERSION`. */
  readonly channel: string
  readonly topic: string
  /** Names the reading: 'public', 'staff'. */
  readonly reading: string
  readonly read: () => Promise<State>
  /** Names the writing: streams with the same one are sent the same text. */
  readonly writing: string
  readonly write: (state: State) => string
}

/** One open stream. */
export type Stream = {
  readonly response: ServerResponse
  /** The id of what the browser has already; '' for nothing. */
  readonly since: string
  /** Whether whoever reads it may still do so; asked once a minute. */
  readonly stillAllowed: () => Promise<boolean>
}

export type StreamLimits = {
  /** Open streams in this process, of whatever kind. */
  readonly all: number
  /** Of these, how many may be of anybody, so that the public never keeps the clerk out. */
  readonly ofAnybody: number
}

/** As many as one process holds with ease; above it there is a clear refusal. */
export const usualLimits: StreamLimits = { all: 2_000, ofAnybody: 1_600 }

const BEAT_MS = 15_000
/** Every fourth beat, that is once a minute. */
const BEATS_BETWEEN_CHECKS = 4
/** Changes that come within this time of the last sending are sent as one. */
const MERGE_MS = 40
const RETRY_AFTER_FAULT_MS = 500
/** A replica may be behind what was told; it is read again until it has caught up, or this is over. */
const behindVersion = { patience: 5_000, wait: 60 }
/** Nothing there may be the truth: not everything that is told of can be seen by everybody. */
const behindNothing = { patience: 600, wait: 200 }
/** A reader who takes nothing for so long is cut off; its browser comes back by itself. */
const STUCK_MS = 60_000

type Written = { readonly id: string; readonly event: string }

type Reader = Stream & {
  sent: string
  /** Since when the connection takes no more; nought while it does. */
  blockedAt: number
}

type Writing = {
  write: Following['write']
  newest: Written | undefined
  readonly readers: Set<Reader>
}

type Reading = {
  readonly topic: string
  readonly channel: string
  read: Following['read']
  /** The highest version that was told; a read below it came from a replica that is behind. */
  told: number
  toldAt: number
  version: number
  busy: boolean
  again: boolean
  readonly writings: Map<string, Writing>
}

export type Streams = {
  /** Whether one more may open. */
  readonly hasRoomFor: (whom: 'anybody' | 'staff') => boolean
  /** Answers with the stream, and keeps it up until the reader leaves or the house closes. */
  readonly open: (following: Following, stream: Stream, whom: 'anybody' | 'staff') => void
  readonly count: () => number
  /** Ends every stream, so that a server which is asked to stop can. */
  readonly close: () => Promise<void>
}

const pause = (ms: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, ms)
  })

/** Opens the hub of one process; it connects to the database with the first stream. */
export function openStreams(options: {
  readonly databaseUrl: string
  readonly channels: readonly string[]
  readonly limits?: StreamLimits
  readonly onFault: (fault: unknown) => void
}): Streams {
  const { onFault, limits = usualLimits } = options
  const readings = new Map<string, Reading>()
  const open = { anybody: 0, staff: 0 }
  let listening: Listening | undefined
  let closed = false
  let beats = 0

  const send = (reader: Reader, written: Written | undefined) => {
    if (!written || reader.sent === written.id || reader.blockedAt > 0) return
    reader.sent = written.id
    push(reader, written.event)
  }

  /** A connection that takes no more is sent nothing until it does, and then the newest only. */
  const push = (reader: Reader, text: string) => {
    if (!reader.response.write(text)) reader.blockedAt = Date.now()
  }

  const writeAll = (reading: Reading, state: State) => {
    for (const writing of reading.writings.values())
      try {
        const text = writing.write(state)
        const id = `${state.version ?? 0}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`
        writing.newest = { id, event: `id: ${id}\nevent: state\ndata: ${text}\n\n` }
        for (const reader of writing.readers) send(reader, writing.newest)
      } catch (fault) {
        onFault(fault)
      }
  }

  /** Reads once for all streams; what changes meanwhile is read once more, however much it was. */
  const refresh = async (reading: Reading) => {
    reading.again = true
    if (reading.busy) return
    reading.busy = true
    while (reading.again && reading.writings.size > 0 && !closed) {
      reading.again = false
      try {
        const state = await reading.read()
        const { patience, wait } = state.version === null ? behindNothing : behindVersion
        const behind = (state.version ?? 0) < reading.told && Date.now() - reading.toldAt < patience
        // What is older than what was sent comes from a replica, too, and is not sent.
        if (state.version === null || state.version >= reading.version) {
          reading.version = state.version ?? 0
          writeAll(reading, state)
        }
        if (behind) reading.again = true
        await pause(behind ? wait : MERGE_MS)
      } catch (fault) {
        onFault(fault)
        reading.again = true
        await pause(RETRY_AFTER_FAULT_MS)
      }
    }
    reading.busy = false
  }

  const refreshAll = () => {
    for (const reading of readings.values()) void refresh(reading)
  }

  const heard = (channel: string, payload: string) => {
    const [topic = '', version = ''] = payload.split(' ')
    for (const reading of readings.values()) {
      if (reading.channel !== channel || reading.topic !== topic) continue
      const told = Number(version)
      if (Number.isSafeInteger(told) && told > reading.told) {
        reading.told = told
        reading.toldAt = Date.now()
      }
      void refresh(reading)
    }
  }

  const readersNow = () =>
    [...readings.values()].flatMap(({ writings }) =>
      [...writings.values()].flatMap(({ readers }) => [...readers]),
    )

  const beat = () => {
    const checks = ++beats % BEATS_BETWEEN_CHECKS === 0
    for (const reader of readersNow()) {
      if (reader.blockedAt > 0) {
        if (Date.now() - reader.blockedAt > STUCK_MS) reader.response.destroy()
        continue
      }
      // A comment for proxies that cut what is silent, and an event that the page itself can miss.
      push(reader, `: still here\nevent: beat\ndata: ${reader.sent}\n\n`)
      if (checks)
        reader.stillAllowed().then(
          allowed => allowed || reader.response.end(),
          fault => onFault(fault),
        )
    }
  }
  const beating = setInterval(beat, BEAT_MS)
  beating.unref()

  return {
    hasRoomFor: whom =>
      !closed &&
      open.anybody + open.staff < limits.all &&
      (whom === 'staff' || open.anybody < limits.ofAnybody),
    count: () => open.anybody + open.staff,
    open: (following, stream, whom) => {
      listening ??= listen({
        url: options.databaseUrl,
        channels: options.channels,
        heard,
        ready: refreshAll,
        lost: onFault,
      })
      const key = JSON.stringify([following.channel, following.topic, following.reading])
      const reading = readings.get(key) ?? {
        topic: following.topic,
        channel: following.channel,
        read: following.read,
        told: 0,
        toldAt: 0,
        version: 0,
        busy: false,
        again: false,
        writings: new Map<string, Writing>(),
      }
      readings.set(key, reading)
      const writing = reading.writings.get(following.writing) ?? {
        write: following.write,
        newest: undefined,
        readers: new Set<Reader>(),
      }
      reading.writings.set(following.writing, writing)
      const reader: Reader = { ...stream, sent: stream.since, blockedAt: 0 }
      writing.readers.add(reader)
      open[whom]++
      stream.response.on('drain', () => {
        reader.blockedAt = 0
        send(reader, writing.newest)
      })
      stream.response.on('close', () => {
        writing.readers.delete(reader)
        open[whom]--
        if (writing.readers.size === 0) reading.writings.delete(following.writing)
        if (reading.writings.size === 0) readings.delete(key)
      })
      // Browsers that lost a server all at once come back a little apart.
      push(reader, `retry: ${500 + Math.floor(Math.random() * 1_000)}\n\n`)
      send(reader, writing.newest)
      // What stands above may be of before this process heard: the newest is read in any case.
      void refresh(reading)
    },
    close: async () => {
      closed = true
      clearInterval(beating)
      for (const reader of readersNow()) reader.response.end()
      await listening?.stop()
    },
  }
}
