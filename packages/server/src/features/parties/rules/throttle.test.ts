import { expect, it } from 'vitest'
import { limitsOf, networkOf } from './throttle.ts'

const subjects = (email?: string, network?: string) =>
  limitsOf('sign-in', email, network).map(({ of, maximum }) => [of, maximum])

it('counts per account here, per account, and per network address', () => {
  expect(subjects('a@b.nl', '192.0.2.1')).toEqual([
    ['account', 10],
    ['account', 50],
    ['network', 100],
  ])
  expect(subjects('a@b.nl')).toHaveLength(2)
  expect(subjects(undefined, '192.0.2.1')).toHaveLength(1)
})

it('takes spellings of an address as one account, and accounts apart', () => {
  const [spaced] = limitsOf('sign-in', ' A@B.nl ', undefined)
  const [plain] = limitsOf('sign-in', 'a@b.nl', undefined)
  const [other] = limitsOf('sign-in', 'b@b.nl', undefined)
  expect(spaced).toEqual(plain)
  expect(other?.subject).not.toBe(plain?.subject)
})

it('does not count by the address of the machine itself, which the site shares among all readers', () => {
  expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(networkOf)).toEqual([undefined, undefined, undefined])
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1')
})
