import { expect, it } from 'vitest'
import { widthOfText } from './text-width.server.ts'

/** What Chromium measures in Noto Sans, the widest, and in Liberation Sans, in parts of the height. */
const MEASURED: [text: string, noto: number, liberation: number][] = [
  ['de referentiestations', 9.78, 9.06],
  ['zonder twijfelachtige', 9.83, 9.06],
  ['WWWW', 3.72, 3.78],
  ['iiii', 1.03, 0.89],
]

it.each(MEASURED)('gives %s the room that it takes, and little more', (text, noto, liberation) => {
  const room = widthOfText(text, 100) / (Math.max(noto, liberation) * 100)
  expect(room).toBeGreaterThanOrEqual(1)
  expect(room).toBeLessThan(1.12)
})

it('gives bold letters more room', () => {
  expect(widthOfText('norm', 13, true)).toBeGreaterThan(widthOfText('norm', 13))
})
