/**
 * The worker thread in which decoders run. Nothing else runs here, so its clock is set to the moment of each message and its
 * zone to UTC: the engine asks both of this thread, and a script then always gives the same for the same message.
 */
import { type MessagePort, parentPort } from 'node:worker_threads'
import type { DecodeAnswer, DecodeRequest } from './limits.ts'
import { createMachine, type Machine, MachineFault } from './machine.ts'

const CALENDAR = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds'] as const

async function run(main: MessagePort) {
  let now = 0
  Object.defineProperty(Date, 'now', { value: () => now })
  Object.defineProperty(Date.prototype, 'getTimezoneOffset', { value: () => 0 })
  for (const part of CALENDAR) {
    Object.defineProperty(Date.prototype, `get${part}`, { value: Date.prototype[`getUTC${part}`] })
  }
  const surroundings = {
    usedMilliseconds,
    setClock(to: number) {
      now = to
    },
  }
  let machine = await createMachine(surroundings)
  let turn = Promise.resolve()

  async function answer(request: DecodeRequest) {
    if (machine.isSpoilt) machine = await createMachine(surroundings)
    main.postMessage(decode(machine, request))
  }
  main.on('message', (request: DecodeRequest) => {
    turn = turn.then(() => answer(request))
  })
  main.postMessage('ready' satisfies DecodeAnswer)
}

function decode(machine: Machine, { id, ...message }: DecodeRequest): DecodeAnswer {
  try {
    return { id, ok: true, output: machine.decode(message) }
  } catch (error) {
    if (!(error instanceof MachineFault)) throw error
    return { id, ok: false, fault: error.kind, message: error.message }
  }
}

function usedMilliseconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

if (!parentPort) throw new Error('decoder-worker.ts runs only as a worker thread')
await run(parentPort)
