import { expect, it } from 'vitest'
import { foreignReturns } from './return-address.ts'

const SITE = 'https://waterrijk.example'

it.each(['', '/', '/werkplek?gedaan=ja#boven', `${SITE}/inloggen`])('goes back to %j', (callbackURL) => {
  expect(foreignReturns({ callbackURL }, SITE)).toEqual([])
})

it.each([
  '//evil.example',
  '/\\evil.example',
  '/%2fevil.example',
  '/%5Cevil.example',
  '/a\n',
  'https://evil.example/',
  'https://waterrijk.example.evil.example',
  'javascript:alert(1)',
  'inloggen',
])('does not go to %j', (address) => {
  for (const name of ['callbackURL', 'errorCallbackURL', 'redirectTo']) {
    expect(foreignReturns({ [name]: address }, SITE)).toEqual([name])
  }
})

it('takes a request without parameters', () => {
  expect(foreignReturns(undefined, SITE)).toEqual([])
})
