import { expect, it } from 'vitest'
import type { Actor } from '../../../platform/actor.ts'
import { administers, judgeOrganisation, losesLastAdministrator, registrarOf } from './organisations.ts'

const person = (role: 'administrator' | 'clerk', organisationId: string): Actor => ({
  kind: 'person',
  personId: 'p',
  name: 'P',
  email: 'p@example.org',
  memberships: [{ organisationId, role }],
})
const TOOI = 'https://identifier.overheid.nl/tooi/id'

it('takes a TOOI identifier that fits the kind of organisation', () => {
  const refused = (kind: 'municipality' | 'water-board' | 'other', tooi: string | null) =>
    judgeOrganisation({ kind, tooi }).map(({ pointer }) => pointer)
  expect(refused('municipality', `${TOOI}/gemeente/gm0193`)).toEqual([])
  expect(refused('municipality', `${TOOI}/waterschap/ws0653`)).toEqual(['/tooi'])
  expect(refused('water-board', `${TOOI}/waterschap/ws0653`)).toEqual([])
  expect(refused('water-board', `${TOOI}/gemeente/gm0193`)).toEqual(['/tooi'])
  expect(refused('other', `${TOOI}/ministerie/mnre1034`)).toEqual([])
  expect(refused('other', `${TOOI}/gemeente/gm0193`)).toEqual(['/tooi'])
  expect(refused('other', 'https://example.org/gm0193')).toEqual(['/tooi'])
  expect(refused('municipality', null)).toEqual([])
})

it('is no part of itself', () => {
  expect(judgeOrganisation({ id: 'a', kind: 'other', parentId: 'a' })).toMatchObject([
    { pointer: '/parentId' },
  ])
  expect(judgeOrganisation({ id: 'a', kind: 'other', parentId: 'b' })).toEqual([])
})

it('is administered by its own administrator, or by who registered it as long as it has none', () => {
  const alone = { id: 'new', registeredBy: 'town', hasAdministrator: false }
  expect(administers(person('administrator', 'town'), alone)).toBe(true)
  expect(administers(person('clerk', 'town'), alone)).toBe(false)
  expect(administers(person('administrator', 'other'), alone)).toBe(false)
  expect(administers(person('administrator', 'town'), { ...alone, hasAdministrator: true })).toBe(false)
  expect(administers(person('administrator', 'new'), { ...alone, hasAdministrator: true })).toBe(true)
  expect(administers({ kind: 'anonymous' }, { ...alone, registeredBy: null })).toBe(false)
})

it('is registered by the organisation of which the actor is administrator', () => {
  expect(registrarOf(person('administrator', 'town'))).toBe('town')
  expect(registrarOf(person('clerk', 'town'))).toBeNull()
})

it('keeps one administrator', () => {
  const members = [
    { personId: 'a', role: 'administrator' },
    { personId: 'a', role: 'clerk' },
    { personId: 'b', role: 'clerk' },
  ] as const
  expect(losesLastAdministrator(members, { personId: 'a', role: undefined })).toBe(true)
  expect(losesLastAdministrator(members, { personId: 'a', role: 'administrator' })).toBe(true)
  expect(losesLastAdministrator(members, { personId: 'a', role: 'clerk' })).toBe(false)
  expect(losesLastAdministrator(members, { personId: 'b', role: undefined })).toBe(false)
  expect(losesLastAdministrator([], { personId: 'a', role: undefined })).toBe(false)
})
