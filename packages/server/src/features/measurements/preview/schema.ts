import { PLACE_PRECISIONS, TIME_PRECISIONS } from '@samenspel/standards/odrl'
import { type Static, Type } from 'typebox'
import { Id, OneOf } from '../../../platform/http/schemas.ts'
import { Series, Station } from '../reading/schema.ts'

export const PreviewParams = Type.Object({ key: Type.String({ minLength: 1, maxLength: 300 }) })

export const PreviewQuery = Type.Object({
  organisationId: Id,
  datasetId: Id,
  purpose: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 500,
      description: 'A term of DPV, or the address or id of a challenge; left out: they do not say for what',
    }),
  ),
})

/** What a party would see by an agreement. */
export const Preview = Type.Object(
  {
    stations: Type.Array(Station, { description: 'The first of them, as that party would get them' }),
    stationCount: Type.Integer({ minimum: 0 }),
    precisions: Type.Array(
      Type.Object({
        place: OneOf([...PLACE_PRECISIONS, 'none']),
        withDescriptions: Type.Boolean({
          description: 'With descriptions and properties, which only come with the exact place',
        }),
        time: OneOf(TIME_PRECISIONS),
        delayMinutes: Type.Integer({ minimum: 0 }),
        onlyWithConsent: Type.Boolean({ description: 'Only of residents who consent to the purpose' }),
      }),
      { description: 'How precisely; a line for each rule by which they would read. Empty: nothing' },
    ),
    series: Type.Union([Series, Type.Null()], {
      description: 'Values of the last week of the first station; null when there are none to see',
    }),
  },
  { title: 'AgreementPreview' },
)
export type Preview = Static<typeof Preview>
