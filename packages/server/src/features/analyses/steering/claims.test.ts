import { expect, it } from 'vitest'
import { findNamed } from './claims.ts'

const PLACES = ['Zuid', 'Zuidoost', 'Noord', 'Centrum', 'Centrum-West', 'Plein (oost)'].map((name) => ({
  key: name,
  name,
}))

it.each([
  ['Zuidoost is warmer dan Noord.', ['Zuidoost', 'Noord']],
  ['In noord is het koeler dan in Zuid.', ['Noord', 'Zuid']],
  ['Centrum-West is vuiler.', ['Centrum-West']],
  ['Centrum-Oost en Nieuw-Zuid zijn hier niet.', []],
  ['Plein (oost) tegenover Centrum', ['Plein (oost)', 'Centrum']],
  ['Noordelijk van de stad', []],
])('finds the places that a text names: %s', (text, named) => {
  expect(findNamed(text, PLACES)).toEqual(named)
})
