import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { type Stopping, stopOnSignal } from './stop-on-signal.ts'

const EMBEDDED: Stopping['database'] = { kind: 'embedded', folder: './data/db' }

/** A process whose server takes until `finish` to stop. */
function running(database = EMBEDDED, before: () => Promise<void> = async () => {}) {
  const lines: string[] = []
  const output = { progress: () => {}, line: (text: string) => void lines.push(text), result: () => {} }
  const exits: number[] = []
  const time = { now: 1000 }
  const { promise, resolve: finish } = Promise.withResolvers<void>()
  const emitter = new EventEmitter()
  const ending = Object.assign(emitter, { exit: (code: number) => void exits.push(code) })
  let stops = 0
  const stop = () => {
    stops += 1
    return promise
  }
  stopOnSignal({ stop }, { output, database, before }, ending, () => time.now)
  return {
    exits,
    lines,
    time,
    finish,
    send: (signal: string) => emitter.emit(signal),
    stops: () => stops,
    promise,
  }
}

it('stops the server once, then ends without a fault', async () => {
  const { send, finish, exits, stops, promise } = running()
  send('SIGTERM')
  finish()
  await promise
  await new Promise(setImmediate)
  expect({ exits, stops: stops() }).toEqual({ exits: [0], stops: 1 })
})

it.each<[Stopping['database'], string]>([
  [{ kind: 'embedded', folder: './data/db' }, 'Everything that was acknowledged is stored in ./data/db.'],
  [{ kind: 'embedded' }, 'The database was in memory: nothing of it was kept.'],
  [{ kind: 'server', url: 'postgres://x', connections: 1 }, 'Everything that was acknowledged is stored.'],
])('says at last what became of the data: %j', async (database, sentence) => {
  const { send, finish, lines, promise } = running(database)
  send('SIGINT')
  expect(lines).toEqual([])
  finish()
  await promise
  await new Promise(setImmediate)
  expect(lines).toEqual([`Stopped. ${sentence}`])
})

it('stops the server also when what must end before it fails, and says so', async () => {
  const { send, finish, exits, stops, lines, promise } = running(EMBEDDED, async () => {
    throw new Error('The token is gone.')
  })
  send('SIGINT')
  finish()
  await promise
  await new Promise(setImmediate)
  expect({ exits, stops: stops() }).toEqual({ exits: [1], stops: 1 })
  expect(lines).toEqual([
    'Stopped. Everything that was acknowledged is stored in ./data/db.',
    'The token is gone.',
  ])
})

it('ends at once at a second Ctrl+C', () => {
  const { send, time, exits } = running()
  send('SIGINT')
  time.now += 2000
  send('SIGINT')
  expect(exits).toEqual([130])
})

it('takes what npm passes on for the same Ctrl+C', () => {
  const { send, time, exits } = running()
  send('SIGINT')
  time.now += 5
  send('SIGINT')
  expect(exits).toEqual([])
})
