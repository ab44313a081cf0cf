import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ACTIONS, LEFT_OPERANDS, ODRL, PROFILE, readAgreement, VALUES, writeAgreement } from './index.ts'
import { AIR_PROFILE, airAgreement } from './testing/air-agreement.ts'
import { agreement } from './testing/arbitraries.ts'

type Change = (json: Record<string, unknown>) => void

function pointersAfter(change: Change): string[] {
  const json = structuredClone(airAgreement) as unknown as Record<string, unknown>
  change(json)
  const reading = readAgreement(json, AIR_PROFILE)
  return reading.ok ? [] : reading.mistakes.map(({ pointer }) => pointer)
}

const inPermission =
  (change: (rule: Record<string, unknown>) => void): Change =>
  (json) =>
    change((json.permission as Record<string, unknown>[])[0] ?? {})

const withConstraint = (...constraint: unknown[]) =>
  inPermission((rule) => {
    rule.constraint = constraint
  })

const iri = (id: string) => ({ '@id': `https://example.org/${id}` })
const literal = (value: string, type: string) => ({ '@value': value, '@type': `xsd:${type}` })

test('reads an agreement with its fixed context', () => {
  const reading = readAgreement(airAgreement, AIR_PROFILE)
  expect(reading).toMatchObject({ ok: true, agreement: { type: 'Agreement', profiles: [PROFILE] } })
  if (!reading.ok) return
  const [permission] = reading.agreement.permissions
  expect(permission?.actions).toEqual([{ iri: ACTIONS.read.iri, refinements: [] }])
  expect(permission?.constraints.at(-1)).toEqual({
    kind: 'atomic',
    leftOperand: LEFT_OPERANDS.spatialResolution.iri,
    operator: `${ODRL}gteq`,
    rightOperands: [{ kind: 'literal', text: '500', datatype: 'http://www.w3.org/2001/XMLSchema#integer' }],
    unit: 'http://qudt.org/vocab/unit/M',
  })
})

it('reads back what was written', () => {
  fc.assert(
    fc.property(agreement, (written) => {
      const json: unknown = JSON.parse(JSON.stringify(writeAgreement(written, AIR_PROFILE)))
      expect(readAgreement(json, AIR_PROFILE)).toEqual({ ok: true, agreement: written })
    }),
  )
})

it('answers anything that is JSON, and takes nothing that has a field it does not know', () => {
  fc.assert(fc.property(fc.jsonValue(), (json) => !readAgreement(json, AIR_PROFILE).ok))
  fc.assert(
    fc.property(agreement, fc.stringMatching(/^[a-z]{9,12}$/), (written, key) => {
      const json = { ...writeAgreement(written, AIR_PROFILE), [key]: true }
      expect(readAgreement(json, AIR_PROFILE)).toMatchObject({
        ok: false,
        mistakes: [{ pointer: `/${key}` }],
      })
    }),
  )
})

test('tells all mistakes at once, in both languages', () => {
  const other = { '@context': 'https://example.org/other', '@type': 'Set', permission: [{ uid: 7 }] }
  const reading = readAgreement(other, AIR_PROFILE)
  if (reading.ok) throw new Error('must be refused')
  expect(reading.mistakes.map(({ pointer }) => pointer)).toEqual([
    '/uid',
    '/profile',
    '/@context',
    '/@type',
    '/permission/0/assigner',
    '/permission/0/assignee',
    '/permission/0/target',
    '/permission/0/action',
    '/permission/0/uid',
  ])
  for (const { message } of reading.mistakes) {
    expect(message.nl).toMatch(/\.$/)
    expect(message.en).toMatch(/\.$/)
  }
})

describe('mistakes', () => {
  test.each<[string, Change, string[]]>([
    [
      'no object',
      (json) => {
        for (const key of Object.keys(json)) delete json[key]
      },
      ['/@context', '/@type', '/uid', '/profile', ''],
    ],
    [
      'another profile',
      (json) => {
        json.profile = 'https://example.org/p'
      },
      ['/profile'],
    ],
    [
      'a strategy that lets permission win',
      (json) => {
        json.conflict = 'perm'
      },
      ['/conflict'],
    ],
    [
      'no rules',
      (json) => {
        json.permission = []
        delete json.obligation
      },
      [''],
    ],
    [
      'a moment without a zone',
      (json) => {
        json.validFrom = '2026-01-01T00:00:00'
      },
      ['/validFrom'],
    ],
    [
      'an end before its start',
      (json) => {
        json.validThrough = '2025-01-01T00:00:00Z'
      },
      ['/validThrough'],
    ],
    [
      'an uid twice',
      (json) => {
        const [obligation] = json.obligation as unknown[]
        json.obligation = [obligation, obligation]
      },
      ['/obligation/1/uid'],
    ],
    [
      'nobody',
      inPermission((rule) => {
        rule.assignee = []
      }),
      ['/permission/0/assignee'],
    ],
    [
      'a party that is no IRI',
      inPermission((rule) => {
        rule.assignee = ['ggd']
      }),
      ['/permission/0/assignee/0'],
    ],
    [
      'a collection of the wrong kind',
      inPermission((rule) => {
        rule.target = { '@type': 'PartyCollection', uid: 'urn:x' }
      }),
      ['/permission/0/target/@type'],
    ],
    [
      'an action of a duty',
      inPermission((rule) => {
        rule.action = 'delete'
      }),
      ['/permission/0/action'],
    ],
    [
      'a duty without a date',
      inPermission((rule) => {
        rule.duty = [{ uid: 'urn:d', action: 'reportBack' }]
      }),
      ['/permission/0/duty/0/action'],
    ],
    [
      'a duty that nobody knows',
      inPermission((rule) => {
        rule.duty = [{ uid: 'urn:d', action: { 'rdf:value': { '@id': 'odrl:pay' }, refinement: [] } }]
      }),
      ['/permission/0/duty/0/action/rdf:value/@id'],
    ],
    [
      'an unknown operand',
      withConstraint({ leftOperand: 'count', operator: 'eq', rightOperand: 1 }),
      ['/permission/0/constraint/0/leftOperand'],
    ],
    [
      'an operator that does not fit',
      withConstraint({
        leftOperand: 'dateTime',
        operator: 'eq',
        rightOperand: literal('2026-01-01T00:00:00Z', 'dateTime'),
      }),
      ['/permission/0/constraint/0/operator'],
    ],
    [
      'a value of another datatype',
      withConstraint({
        leftOperand: 'dateTime',
        operator: 'lt',
        rightOperand: literal('2026-01-01', 'date'),
      }),
      ['/permission/0/constraint/0/rightOperand'],
    ],
    [
      'a purpose that is a text',
      withConstraint({ leftOperand: 'purpose', operator: 'eq', rightOperand: 'research' }),
      ['/permission/0/constraint/0/rightOperand'],
    ],
    [
      'two values for one',
      withConstraint({ leftOperand: 'purpose', operator: 'eq', rightOperand: [iri('a'), iri('b')] }),
      ['/permission/0/constraint/0/rightOperand'],
    ],
    [
      'no value',
      withConstraint({ leftOperand: 'purpose', operator: 'isAnyOf', rightOperand: [] }),
      ['/permission/0/constraint/0/rightOperand'],
    ],
    [
      'a grid that does not exist',
      withConstraint({ leftOperand: 'spatialResolution', operator: 'gteq', rightOperand: 250 }),
      ['/permission/0/constraint/0/rightOperand'],
    ],
    [
      'a group of one',
      withConstraint({ leftOperand: 'minimumGroupSize', operator: 'gteq', rightOperand: 1 }),
      ['/permission/0/constraint/0/rightOperand'],
    ],
    [
      'a delay of a month',
      withConstraint({ leftOperand: 'delay', operator: 'gteq', rightOperand: literal('P1M', 'duration') }),
      ['/permission/0/constraint/0/rightOperand'],
    ],
    [
      'another unit',
      withConstraint({
        leftOperand: 'spatialResolution',
        operator: 'gteq',
        rightOperand: 500,
        unit: 'urn:feet',
      }),
      ['/permission/0/constraint/0/unit'],
    ],
    [
      'a unit where there is none',
      withConstraint({ leftOperand: 'purpose', operator: 'eq', rightOperand: iri('a'), unit: 'urn:m' }),
      ['/permission/0/constraint/0/unit'],
    ],
    [
      'a demand in a choice',
      withConstraint({ or: { '@list': [{ leftOperand: 'fields', operator: 'eq', rightOperand: 'time' }] } }),
      ['/permission/0/constraint/0/or/@list/0/leftOperand'],
    ],
    ['a choice of nothing', withConstraint({ or: [] }), ['/permission/0/constraint/0/or']],
    [
      'two logical operands',
      withConstraint({ or: [], and: [] }),
      ['/permission/0/constraint/0/or', '/permission/0/constraint/0/and'],
    ],
    [
      'a nest of constraints',
      withConstraint({ and: [{ and: [{ and: [{ and: [{ and: [] }] }] }] }] }),
      ['/permission/0/constraint/0/and/0/and/0/and/0/and/0'],
    ],
  ])('%s', (_, change, pointers) => {
    expect(pointersAfter(change).sort()).toEqual(pointers.sort())
  })
})

test('takes whole numbers, the term for an area, and one value for a list of one', () => {
  expect(
    pointersAfter(
      withConstraint({
        leftOperand: 'spatialResolution',
        operator: 'gteq',
        rightOperand: { '@id': VALUES.wholeArea.iri },
      }),
    ),
  ).toEqual([])
  expect(
    pointersAfter(withConstraint({ leftOperand: 'minimumGroupSize', operator: 'gteq', rightOperand: 10 })),
  ).toEqual([])
  expect(
    pointersAfter(
      inPermission((rule) => {
        rule.assignee = 'urn:one'
      }),
    ),
  ).toEqual([])
})

test('is written in words that are explained where it is published, and refused with those of elsewhere', () => {
  fc.assert(
    fc.property(agreement, (written) => {
      const json = writeAgreement(written, AIR_PROFILE)
      expect(JSON.stringify(json)).not.toContain(PROFILE)
      const elsewhere = readAgreement(json, 'https://elders.example/ns/odrl')
      expect(elsewhere).toMatchObject({ ok: false })
    }),
    { numRuns: 50 },
  )
})
