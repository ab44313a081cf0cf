import { expect, it } from 'vitest'
import { type Asked, proposeQuestion } from './question.ts'

const asked: Asked = {
  indicator: { title: 'Warmte per dag', unit: '°C' },
  hoped: 'lower',
  areas: ['De Sluis', 'Dotterbloem'],
  intervention: 'Bomen op vier pleinen',
}

it.each([
  [{}, 'Werd het koeler in De Sluis en Dotterbloem door ‘Bomen op vier pleinen’?'],
  [
    { indicator: { title: 'Reistijd', unit: 'min' }, areas: ['A', 'B', 'C'] },
    'Daalde ‘Reistijd’ in A, B en C door ‘Bomen op vier pleinen’?',
  ],
  [
    { indicator: { title: 'Groen', unit: '%' }, hoped: 'higher', areas: ['A', 'B', 'C', 'D'] } as const,
    'Steeg ‘Groen’ in 4 gebieden door ‘Bomen op vier pleinen’?',
  ],
  [{ intervention: 'x'.repeat(290) }, 'Werd het koeler in De Sluis en Dotterbloem door de maatregel?'],
])('asks whether it worked', (change, question) => {
  expect(proposeQuestion({ ...asked, ...change })).toBe(question)
})

it('fits in a title, whatever things are called', () => {
  const indicator = { title: 'i'.repeat(300), unit: '' }
  expect(proposeQuestion({ ...asked, indicator }).length).toBeLessThanOrEqual(300)
})
