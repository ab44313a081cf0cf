import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { stopOnSignal } from './stop-on-signal.ts'

/** A process whose server takes until `finish` to stop. */
function running() {
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
  stopOnSignal({ stop }, undefined, ending, () => time.now)
  return { exits, time, finish, send: (signal: string) => emitter.emit(signal), stops: () => stops, promise }
}

it('stops the server once, then ends without a fault', async () => {
  const { send, finish, exits, stops, promise } = running()
  send('SIGTERM')
  finish()
  await promise
  await new Promise(setImmediate)
  expect({ exits, stops: stops() }).toEqual({ exits: [0], stops: 1 })
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
