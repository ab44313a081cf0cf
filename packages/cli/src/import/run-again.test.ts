import { EventEmitter } from 'node:events'
import { ApiError } from '@samenspel/client'
import { expect, it } from 'vitest'
import { ConnectionError } from '../connection.ts'
import { createOutput, UsageError } from '../output.ts'
import { importWhole } from './run-again.ts'

const output = createOutput(false, { write: () => {} }, { write: () => {} })
const problem = (status: number) => ({ type: 'about:blank', title: 'Wrong', status, detail: 'So it is.' })

it.each([
  ['a lost connection', new ConnectionError('The connection to http://x failed.')],
  ['a server that stops', new ApiError(problem(503))],
])('says after %s that the import can be run again', async (_what, error) => {
  const failed = importWhole(output, () => Promise.reject(error))
  await expect(failed).rejects.toThrow(`${error.message} Nothing is lost: run the same command again.`)
})

it.each([
  ['a refused file', new ApiError(problem(422))],
  ['wrong use', new UsageError('No such file.')],
])('leaves %s as it is', async (_what, error) => {
  await expect(importWhole(output, () => Promise.reject(error))).rejects.toBe(error)
})

it('says it when the import is interrupted, and no longer listens afterwards', async () => {
  const told: string[] = []
  const exits: unknown[] = []
  const signals = Object.assign(new EventEmitter(), { exit: (code: unknown) => exits.push(code) })
  const listening = createOutput(false, { write: () => {} }, { write: (text) => told.push(text) })
  const work = async () => {
    signals.emit('SIGINT')
  }
  await importWhole(listening, work, signals as never)
  expect(told.join('')).toContain('Interrupted. Nothing is lost: run the same command again.')
  expect(exits).toEqual([130])
  expect(signals.listenerCount('SIGINT')).toBe(0)
})
