import { expect, it } from 'vitest'
import { type Actor, ANONYMOUS, type Role } from './actor.ts'
import { chooseOwner } from './owner.ts'

const EDITORS: Role[] = ['policy-officer', 'administrator']
const person = (...memberships: [organisationId: string, role: Role][]): Actor => ({
  kind: 'person',
  personId: 'p',
  name: 'P',
  email: 'p@example.org',
  memberships: memberships.map(([organisationId, role]) => ({ organisationId, role })),
})

it('takes the asked organisation, or the only one in which the actor has the role', () => {
  const one = person(['a', 'policy-officer'], ['a', 'administrator'], ['b', 'clerk'])
  const two = person(['a', 'policy-officer'], ['b', 'administrator'])
  expect(chooseOwner(one, EDITORS, undefined)).toEqual({ ownerId: 'a' })
  expect(chooseOwner(two, EDITORS, 'b')).toEqual({ ownerId: 'b' })
  expect(chooseOwner(two, EDITORS, undefined)).toMatchObject({
    en: expect.stringContaining('more than one'),
  })
  expect(chooseOwner(one, EDITORS, 'b')).toMatchObject({ pointer: '/ownerId' })
  expect(chooseOwner(ANONYMOUS, EDITORS, undefined)).toMatchObject({ pointer: '/ownerId' })
})
