import { expect, it } from 'vitest'
import { captionOf } from './caption.ts'
import { answerOf } from './testing/answers.ts'
import { viewAnswer } from './view.ts'

const made = {
  address: 'https://samenspel.example/verken?chart=lines',
  now: Date.parse('2026-09-01T10:00:00Z'),
}

it('says what, where, when, whence and when it was made', () => {
  const view = viewAnswer(answerOf('lines'), { what: 'Temperatuur', against: '' }, 'nl')
  const { title, above, below } = captionOf(view, made, 'nl')
  expect(title).toBe('Temperatuur (°C)')
  expect(above[0]).toMatch(/^Plaats: \S/)
  expect(above[1]).toMatch(/^Periode: \d+ \p{L}+ \d{4} tot en met \d+ \p{L}+ \d{4}$/u)
  expect(below).toEqual([
    'Bron: Samenspel, https://samenspel.example/verken?chart=lines',
    'Gemaakt op 1 sep 2026, 12:00',
  ])
})

it('names both things of a scatter chart, in English as well', () => {
  const view = viewAnswer(answerOf('scatter'), { what: 'Temperature', against: 'Wind' }, 'en')
  expect(captionOf(view, made, 'en')).toMatchObject({ title: 'Temperature (°C) – Wind' })
  expect(captionOf(view, made, 'en').below[1]).toMatch(/^Made on /)
})

it('names the data and their licence, for people and for programs', () => {
  const licence = 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0'
  const sources = [{ dataset: 'tuinen', title: 'Tuinstations', publisher: 'Gemeente', licence }]
  const view = viewAnswer({ ...answerOf('lines'), sources }, { what: 'Temperatuur', against: '' }, 'nl')
  const { below, about } = captionOf(view, made, 'nl')
  expect(below).toContain('Gegevens: Tuinstations (Gemeente)')
  expect(below).toContain('Licentie: CC0: vrij te gebruiken')
  expect(about).toEqual({ address: made.address, sources: ['Tuinstations (Gemeente)'], licences: [licence] })
})
