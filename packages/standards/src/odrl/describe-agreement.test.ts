import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import {
  type Agreement,
  type Constraint,
  describeAgreement,
  LEFT_OPERANDS,
  type LeftOperandName,
  ODRL,
  readAgreement,
} from './index.ts'
import { AIR_PROFILE, airAgreement } from './testing/air-agreement.ts'
import { agreement } from './testing/arbitraries.ts'
import { ex, iri, joinConstraints, literal, permit } from './testing/examples.ts'

const NAMES: Record<string, { nl: string; en: string }> = {
  'https://waterrijk.example/parties/municipality': { nl: 'de gemeente', en: 'the municipality' },
  'https://waterrijk.example/parties/health-service': { nl: 'de GGD', en: 'the health service' },
  'https://waterrijk.example/datasets/air': { nl: 'de luchtmetingen', en: 'the air measurements' },
  'https://waterrijk.example/challenges/clean-air': { nl: 'Schone lucht', en: 'Clean air' },
}
const names = (iri: string) => NAMES[iri] ?? { nl: iri.replace(/.*\//, ''), en: iri.replace(/.*\//, '') }

test('says what an agreement says', () => {
  const reading = readAgreement(airAgreement, AIR_PROFILE)
  if (!reading.ok) throw new Error('must be read')
  expect(describeAgreement(reading.agreement, names)).toEqual({
    nl: [
      'Deze afspraak geldt vanaf 1 januari 2026.',
      'Deze afspraak geldt tot 1 januari 2027.',
      'De GGD mag de luchtmetingen lezen.',
      'De gemeente geeft daarvoor toestemming.',
      'Dit mag alleen voor het doel Schone lucht.',
      'Dit mag alleen als de ontvanger de gegevens hooguit 1 jaar bewaart.',
      'Dit mag alleen met gegevens die minstens 15 minuten oud zijn.',
      'Dit mag alleen met plaatsen die zijn afgerond op vakken van 500 meter.',
      'Wie dit doet, moet de bron noemen.',
      'Wie dit doet, moet vóór 1 oktober 2026 terugmelden wat er met de gegevens is gedaan.',
      'De GGD moet de gegevens binnen 1 jaar na het einde van de afspraak verwijderen.',
      'Wat hier niet staat, mag niet.',
    ],
    en: [
      'This agreement holds from 1 January 2026.',
      'This agreement holds until 1 January 2027.',
      'The health service may read the air measurements.',
      'The municipality gives permission for this.',
      'This is only allowed for the purpose Clean air.',
      'This is only allowed when the recipient keeps the data for 1 year at most.',
      'This is only allowed with data that is at least 15 minutes old.',
      'This is only allowed with places rounded to cells of 500 metres.',
      'Whoever does this must name the source.',
      'Whoever does this must report back before 1 October 2026 what was done with the data.',
      'The health service must delete the data within 1 year after the end of the agreement.',
      'What is not listed here is not allowed.',
    ],
  })
})

function condition(constraint: Constraint): string[] {
  const text = describeAgreement(agreementWith(constraint), names)
  return [text.nl[2] ?? '', text.en[2] ?? ''].map((sentence) => sentence.replace(/^(Dit mag|This is) /, ''))
}

function agreementWith(constraint: Constraint): Agreement {
  const assigners = [{ iri: ex('city'), isCollection: false, refinements: [] }]
  return {
    type: 'Agreement',
    uid: ex('agreement'),
    profiles: ['urn:samenspel:odrl'],
    permissions: [permit({ assigners, constraints: [constraint] })],
    prohibitions: [],
    obligations: [],
  }
}

const one = (
  name: LeftOperandName,
  operator: string,
  ...rightOperands: ReturnType<typeof iri>[]
): Constraint => ({
  kind: 'atomic',
  leftOperand: LEFT_OPERANDS[name].iri,
  operator: ODRL + operator,
  rightOperands,
})
const july = literal('2026-07-01T14:30:00+02:00', 'dateTime')

test.each<[Constraint, string, string]>([
  [
    one('purpose', 'isA', iri('health')),
    'alleen voor het doel health of een doel dat daaronder valt.',
    'only allowed for the purpose health or one that falls under it.',
  ],
  [
    one('purpose', 'isAnyOf', iri('a'), iri('b'), iri('c')),
    'alleen voor het doel a, b of c.',
    'only allowed for the purpose a, b or c.',
  ],
  [
    one('recipient', 'isNoneOf', iri('a'), iri('b')),
    'alleen als de ontvanger iemand anders is dan a of b.',
    'only allowed when the recipient is someone else than a or b.',
  ],
  [
    one('dateTime', 'lteq', july),
    'alleen tot en met 1 juli 2026 om 14.30 uur.',
    'only allowed up to and including 1 July 2026 at 14:30.',
  ],
  [
    one('spatial', 'isAnyOf', iri('a'), iri('b')),
    'alleen met gegevens van a en b.',
    'only allowed with data of a and b.',
  ],
  [
    one('fields', 'isAnyOf', literal('time', 'string'), literal('value', 'string')),
    'alleen met de velden time en value.',
    'only allowed with the fields time and value.',
  ],
  [
    one('fields', 'isAnyOf', literal('result', 'string'), literal('location', 'string')),
    'alleen met de velden meetwaarden en plek.',
    'only allowed with the fields measured values and place.',
  ],
  [
    one('minimumGroupSize', 'gteq', literal('10', 'integer')),
    'alleen met cijfers over groepen van minstens 10.',
    'only allowed with figures about groups of at least 10.',
  ],
  [
    one('temporalResolution', 'gteq', literal('P1D', 'duration')),
    'alleen met cijfers per dag.',
    'only allowed with figures per day.',
  ],
  [
    one('retention', 'lteq', literal('P1Y6M', 'duration')),
    'alleen als de ontvanger de gegevens hooguit 1 jaar en 6 maanden bewaart.',
    'only allowed when the recipient keeps the data for 1 year and 6 months at most.',
  ],
  [
    joinConstraints(
      'or',
      one('purpose', 'eq', iri('a')),
      joinConstraints('and', one('purpose', 'eq', iri('b')), one('dateTime', 'gt', july)),
    ),
    'alleen voor het doel a of (voor het doel b en na 1 juli 2026 om 14.30 uur).',
    'only allowed for the purpose a or (for the purpose b and after 1 July 2026 at 14:30).',
  ],
  [
    joinConstraints('xone', one('purpose', 'eq', iri('a')), one('recipient', 'eq', iri('b'))),
    'alleen als precies één hiervan geldt: voor het doel a; als de ontvanger b is.',
    'only allowed when exactly one of these holds: for the purpose a; when the recipient is b.',
  ],
])('%#: says a condition', (constraint, nl, en) => {
  expect(condition(constraint)).toEqual([nl, en])
})

it('says every operand, operator and duty of any agreement, in as many sentences in both languages', () => {
  fc.assert(
    fc.property(agreement, (any) => {
      const { nl, en } = describeAgreement(any, () => undefined)
      expect(nl).toHaveLength(en.length)
      for (const sentence of [...nl, ...en]) expect(sentence).toMatch(/^[^{}]+\.$/)
    }),
    { numRuns: 300 },
  )
})

test('shows what has no name by its IRI', () => {
  const { nl } = describeAgreement(agreementWith(one('purpose', 'eq', iri('a'))), () => undefined)
  expect(nl[0]).toBe('https://example.org/alice mag https://example.org/x lezen.')
})
