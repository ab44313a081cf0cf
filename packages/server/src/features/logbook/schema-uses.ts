import { LEGAL_BASES } from '@samenspel/standards/logbook'
import { Type } from 'typebox'
import { Day, Id, OneOf, Page, PageQuery, type Static } from '../../platform/http/schemas.ts'

const Words = Type.Object({ nl: Type.String(), en: Type.String() })

/** Something with a page of its own. */
const Named = Type.Object({ id: Id, slug: Type.String(), title: Type.String() })

export const DataUses = Type.Object(
  {
    day: Day,
    activity: Type.Object({
      slug: Type.String(),
      name: Words,
      purpose: Type.Union([Type.String(), Type.Null()], { description: 'As the register has it, in Dutch' }),
      legalBases: Type.Array(OneOf(LEGAL_BASES, 'Legal basis, a term of DPV')),
    }),
    what: Type.String({ description: 'What was done, in Dutch' }),
    party: Type.Union([Type.Object({ id: Id, name: Type.String() }), Type.Null()], {
      description:
        'The organisation that used it; null when it was read as anybody can, or the organisation is not known',
    }),
    purpose: Type.Union([Type.String(), Type.Null()], {
      description:
        'For what it was asked: a term of DPV or the address of a challenge; null when nothing was asked',
    }),
    agreement: Type.Union([Named, Type.Null()], { description: 'The agreement that let them' }),
    datasets: Type.Array(Named),
    times: Type.Integer({ description: 'How many times on this day' }),
  },
  { title: 'DataUse' },
)
export type DataUses = Static<typeof DataUses>

export const Effects = Type.Object(
  {
    indicators: Type.Array(Named, { description: 'Published indicators that count your sensor' }),
    decisions: Type.Array(Named, {
      description: 'Published decisions that cite such an indicator as evidence',
    }),
  },
  { title: 'DataEffects', description: 'What your measurements led to' },
)
export type Effects = Static<typeof Effects>

export const DataUsePage = Type.Object(
  { from: Day, to: Day, ...Page(DataUses).properties, ledTo: Effects },
  { title: 'DataUsePage' },
)

export const UseQuery = Type.Object(
  {
    ...PageQuery,
    from: Type.Optional({ ...Day, description: 'First day; default: 90 days before the last' }),
    to: Type.Optional({ ...Day, description: 'Last day; default: today' }),
  },
  { additionalProperties: false },
)
