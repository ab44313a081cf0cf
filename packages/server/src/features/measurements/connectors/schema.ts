import { type Static, Type } from 'typebox'
import { ReadRevision, Revision } from '../../../platform/http/revision.ts'
import { Day, Form, Id, Line, Moment, OneOf, Page, PageQuery } from '../../../platform/http/schemas.ts'

const Name = Form('^[A-Za-z0-9_-]{1,60}$', {
  nl: 'Geef het id van een meetpunt zoals die dienst het geeft, zoals NL10101: letters, cijfers, - en _.',
  en: 'Give the id of a station as that service gives it, such as NL10101: letters, digits, - and _.',
})
const strict = { additionalProperties: false }

/** What to fetch, per kind of server. */
export const Settings = Type.Union(
  [
    Type.Object(
      {
        kind: Type.Literal('sensorthings'),
        root: Form(
          '^https?://[^?#\\s]+/v1\\.[01]$',
          {
            nl: 'Geef het beginadres van SensorThings, zonder schuine streep erachter, zoals https://example.org/FROST-Server/v1.1.',
            en: 'Give the service root of SensorThings without a slash at the end, such as https://example.org/FROST-Server/v1.1.',
          },
          {
            maxLength: 500,
            description: 'Service root of SensorThings 1.0 or 1.1, without a slash at the end',
          },
        ),
        filter: Type.Optional(Type.String({ maxLength: 1000, description: '$filter on Things' })),
      },
      strict,
    ),
    Type.Object(
      {
        kind: Type.Literal('sensor-community'),
        latitude: Type.Number({ minimum: -90, maximum: 90 }),
        longitude: Type.Number({ minimum: -180, maximum: 180 }),
        kilometres: Type.Number({ exclusiveMinimum: 0, maximum: 50 }),
      },
      strict,
    ),
    Type.Object(
      { kind: Type.Literal('opensensemap'), boxes: Type.Array(Name, { minItems: 1, maxItems: 500 }) },
      strict,
    ),
    Type.Object(
      {
        kind: Type.Literal('knmi'),
        stations: Type.Array(Type.Integer({ minimum: 100, maximum: 999 }), { minItems: 1, maxItems: 60 }),
        period: OneOf(['hour', 'day']),
        since: Day,
      },
      strict,
    ),
    Type.Object(
      { kind: Type.Literal('luchtmeetnet'), stations: Type.Array(Name, { minItems: 1, maxItems: 200 }) },
      strict,
    ),
  ],
  { description: 'Which server, and what of it' },
)
export type Settings = Static<typeof Settings>

const Texts = Type.Object({ nl: Type.String(), en: Type.String() })
const content = {
  name: Line,
  settings: Settings,
  intervalMinutes: Type.Integer({ minimum: 1, maximum: 10_080, description: 'Minutes from run to run' }),
  paused: Type.Boolean(),
}

export const Connector = Type.Object(
  {
    id: Id,
    datasetId: Id,
    ...content,
    health: OneOf(['waiting', 'healthy', 'failing', 'paused'], 'waiting: has not run yet'),
    nextRunAt: Type.Union([Moment, Type.Null()], { description: 'Null when paused' }),
    lastRunAt: Type.Union([Moment, Type.Null()]),
    lastSuccessAt: Type.Union([Moment, Type.Null()]),
    lastError: Type.Union([Texts, Type.Null()], { description: 'What went wrong the last time that it did' }),
    lastErrorAt: Type.Union([Moment, Type.Null()]),
    failures: Type.Integer({ description: 'Failed runs since the last that went well' }),
    rows: Type.Integer({ description: 'Observations that were new' }),
    refused: Type.Integer({
      description: 'Observations that could not be stored; they are with the dead letters',
    }),
    createdAt: Moment,
    updatedAt: Moment,
    revision: Revision,
  },
  { title: 'Connector', description: 'Another server of which measurements are fetched into a dataset' },
)
export type Connector = Static<typeof Connector>

export const ConnectorQuery = Type.Object({ dataset: Type.Optional(Id), ...PageQuery })
export const ConnectorPage = Page(Connector)

export const NewConnector = Type.Object(
  {
    dataset: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 300,
        description: 'Id or slug; default: the one of the token or organisation',
      }),
    ),
    name: content.name,
    settings: content.settings,
    intervalMinutes: Type.Optional(content.intervalMinutes),
    paused: Type.Optional(content.paused),
  },
  strict,
)

/** The kind of server and where it is stay as they are: another server is another connector. */
export const ConnectorChange = Type.Partial(
  Type.Object({
    name: content.name,
    intervalMinutes: content.intervalMinutes,
    paused: content.paused,
    revision: ReadRevision,
  }),
  strict,
)
export type ConnectorChange = Static<typeof ConnectorChange>
