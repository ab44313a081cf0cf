import { describe, expect, it } from 'vitest'
import { agreements } from '../../testing/fixture-agreements.ts'
import type { Agreement } from '../api.ts'
import {
  blankAgreementRow,
  fillAgreement,
  placeInAgreement,
  readAgreementForm,
  readBound,
  writeBound,
} from './agreement-form.ts'

const [stored] = agreements as [Agreement]

const contentOf = ({ title, why, validFrom, permissions, prohibitions, obligations }: Agreement) => ({
  ...{ title, why, validFrom, permissions, prohibitions, obligations },
})

describe('the form of an agreement', () => {
  it.each(['nl', 'en'] as const)('says the same as what is stored (%s)', (language) => {
    const [permission] = stored.permissions as [Agreement['permissions'][number]]
    const full: Agreement = {
      ...stored,
      permissions: [
        {
          ...permission,
          roles: ['clerk'],
          properties: ['pm25', 'noise'],
          purposes: ['https://w3id.org/dpv#DataAltruism'],
          areaCodes: ['BU99010101'],
          fields: ['result', 'location'],
          minimumGroup: 10,
          duties: permission.duties.filter(({ before }) => before === null),
        },
      ],
      prohibitions: [{ ...permission, id: 'niet' }].map(
        ({ id, organisationIds, roles, datasetIds, properties, actions, challengeIds, purposes }) => ({
          ...{ id, organisationIds, roles, datasetIds, properties, actions, challengeIds, purposes },
          from: null,
          until: null,
        }),
      ),
    }
    const read = readAgreementForm(fillAgreement(full, language), language)
    expect(read).toMatchObject(contentOf(full))
    expect(read.validThrough).toBe('2027-12-31T23:00:00.000Z')
  })

  it('keeps a moment that is not the start of a day, and gives what is no moment to the API as it is', () => {
    expect(writeBound('2027-06-30T22:00:00Z')).toBe('2027-07-01')
    expect(readBound('2027-07-01')).toBe('2027-06-30T22:00:00.000Z')
    expect(writeBound('2027-07-01T10:00:00Z')).toBe('2027-07-01T12:00:00')
    expect(readBound('2027-07-01T12:00:00')).toBe('2027-07-01T10:00:00.000Z')
    expect(readBound('')).toBe(null)
    expect(readBound('morgen')).toBe('morgen')
  })

  it('sends of a duty what its kind shows', () => {
    const duty = { id: 'plicht-1', before: '2027-07-01', afterDays: '30' }
    const read = (kind: string) =>
      readAgreementForm({ obligations: [{ ...duty, kind }] }, 'nl').obligations[0]
    expect(read('attribute')).toMatchObject({ before: null, afterDays: null })
    expect(read('report-back')).toMatchObject({ before: '2027-06-30T22:00:00.000Z', afterDays: null })
    expect(read('delete')).toMatchObject({ before: '2027-06-30T22:00:00.000Z', afterDays: 30 })
  })

  it('sends as typed what is no number, and nothing for what is empty', () => {
    const [rule] = readAgreementForm({ permissions: [{ minimumGroup: 'een paar' }] }, 'nl').permissions
    expect(rule).toMatchObject({ minimumGroup: 'een paar', fields: [], delayMinutes: null })
  })

  it('gives each new row a name of its own, that the API takes', () => {
    const key = '0f8fad5b-d9cb-469f-a165-70867728950e'
    for (const list of ['permissions', 'prohibitions', 'obligations', 'permissions.3.duties']) {
      expect(blankAgreementRow(list, key)?.row.id).toMatch(/^[a-z]+-0f8fad5b$/)
    }
    expect(blankAgreementRow('permissions.0.areaCodes', key)).toBeUndefined()
  })
})

it.each([
  ['/permissions/0/organisationIds/2', '/permissions/0/organisationIds'],
  ['/permissions/0/fields/1', '/permissions/0/fields'],
  ['/permissions/0/duties/1', '/permissions/0/duties/1'],
  ['/permissions/0/duties/1/before', '/permissions/0/duties/1/before'],
  ['/obligations/4/datasetIds', '/obligations/4/datasetIds'],
  ['/why', '/why'],
])('places a mistake at %s in the field %s', (pointer, field) => {
  expect(placeInAgreement({ in: 'body', pointer, detail: '' }).pointer).toBe(field)
})
