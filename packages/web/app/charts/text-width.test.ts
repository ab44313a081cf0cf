import { expect, it } from 'vitest'
import { widthOfText } from './text-width.server.ts'

/** What Chromium measures in Liberation Sans, in parts of the height. */
const MEASURED: [text: string, width: number][] = [
  ['de referentiestations', 9.06],
  ['zonder twijfelachtige', 9.06],
  ['WWWW', 3.78],
  ['iiii', 0.89],
]

it.each(MEASURED)('gives %s a little more room than Arial takes', (text, width) => {
  const room = widthOfText(text, 100) / (width * 100)
  expect(room).toBeGreaterThan(1)
  expect(room).toBeLessThan(1.2)
})

it('gives bold letters more room', () => {
  expect(widthOfText('norm', 13, true)).toBeGreaterThan(widthOfText('norm', 13))
})
