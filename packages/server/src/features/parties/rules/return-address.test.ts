import { expect, it } from 'vitest'
import { returnsHere } from './return-address.ts'

const SITE = 'https://waterrijk.example'

it.each(['', '/', '/werkplek?gedaan=ja#boven', `${SITE}/inloggen`])('goes back to %j', (callbackURL) => {
  expect(returnsHere({ callbackURL }, SITE)).toBe(true)
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
    expect(returnsHere({ [name]: address }, SITE)).toBe(false)
  }
})

it('takes a request without parameters', () => {
  expect(returnsHere(undefined, SITE)).toBe(true)
})
