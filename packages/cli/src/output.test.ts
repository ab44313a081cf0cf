import { expect, it } from 'vitest'
import { createOutput } from './output.ts'

function record(isTTY: boolean) {
  const written: string[] = []
  let time = 0
  const stream = { isTTY, write: (text: string) => written.push(text) }
  const output = createOutput(false, { write: () => {} }, stream, () => time)
  return { written, output, wait: (seconds: number) => (time += seconds * 1000) }
}

it('overwrites progress on a terminal, and ends the line before one that stays', () => {
  const { written, output } = record(true)
  output.progress('Loading: 1%')
  output.progress('Loading: 2%')
  output.line('Loading: done')
  expect(written).toEqual(['\r\u001b[2KLoading: 1%', '\r\u001b[2KLoading: 2%', '\n', 'Loading: done\n'])
})

it('tells each step once elsewhere, and now and then how far it is', () => {
  const { written, output, wait } = record(false)
  output.progress('Opening')
  output.progress('Loading: 0%')
  output.progress('Loading: 1%')
  wait(31)
  output.progress('Loading: 12%')
  output.progress('Loading: 13%')
  wait(31)
  output.progress('Loading: 12%')
  expect(written).toEqual(['Opening\n', 'Loading: 0%\n', 'Loading: 12%\n'])
})
