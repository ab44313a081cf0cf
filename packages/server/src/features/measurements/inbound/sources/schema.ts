import { UNITS, type UnitCode } from '@samenspel/standards/tabular'
import { type Static, Type } from 'typebox'
import { ReadRevision, Revision } from '../../../../platform/http/revision.ts'
import { Form, Id, Line, Moment, OneOf, Page, PageQuery } from '../../../../platform/http/schemas.ts'
import { REASONS } from '../dead-letters/reasons.ts'
import { LIMITS } from '../sandbox/limits.ts'
import { SOURCE_KINDS } from './uplink.ts'

export const STATION_KEYS = ['eui', 'id', 'name'] as const
const UNIT_CODES = Object.keys(UNITS) as UnitCode[]
const Key = Form(
  '^[a-z0-9][a-z0-9-]{0,59}$',
  {
    nl: 'Geef hoogstens 60 kleine letters, cijfers en streepjes, zoals air-temperature.',
    en: 'Give at most 60 lower-case letters, digits and hyphens, such as air-temperature.',
  },
  { description: 'Lower case, digits and hyphens' },
)

export const FieldMapping = Type.Object(
  {
    field: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Name of the decoded field; with points for a field in a field: `pm.pm25`, `values.0`',
    }),
    property: Key,
    unit: OneOf(UNIT_CODES, 'UCUM code of the unit after the factor; `1` for a number or text without one'),
    factor: Type.Optional(Type.Number({ description: 'The field times this is in the unit. Default 1' })),
    offset: Type.Optional(Type.Number({ description: 'Is added after the factor. Default 0' })),
    result: Type.Optional(OneOf(['number', 'text'], 'Default: number; true is 1 and false 0')),
    missing: Type.Optional(
      Type.Array(Type.Union([Type.Number(), Type.String()]), {
        maxItems: 20,
        description: 'Values that stand for "not measured"',
      }),
    ),
    datastream: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'Default: the field' }),
    ),
  },
  { additionalProperties: false, title: 'InboundFieldMapping' },
)
export type FieldMapping = Static<typeof FieldMapping>

const Script = Type.Union([Type.String({ maxLength: LIMITS.script }), Type.Null()], {
  description:
    'JavaScript that defines decodeUplink(input) and returns { data, warnings, errors }. Null: the network server sends decoded fields',
})

const content = {
  name: Line,
  kind: OneOf(SOURCE_KINDS, 'The network server that sends'),
  script: Script,
  mapping: Type.Array(FieldMapping, { minItems: 1, maxItems: 200 }),
  stationKey: OneOf(STATION_KEYS, 'What of a device is the key of its thing'),
}

const Paused = Type.Boolean({
  description: 'While true, what is sent is answered and not taken, and the broker is not read',
})

export const InboundSource = Type.Object(
  {
    id: Id,
    datasetId: Id,
    ...content,
    paused: Paused,
    uplinksUrl: Type.String({ description: 'Where the network server must send' }),
    devices: Type.Integer({ description: 'Devices that sent something' }),
    uplinks: Type.Integer({ description: 'Uplinks that were stored' }),
    lastReceivedAt: Type.Union([Moment, Type.Null()]),
    waitingLetters: Type.Integer({ description: 'Uplinks that could not be stored and wait' }),
    createdAt: Moment,
    updatedAt: Moment,
    revision: Revision,
  },
  {
    title: 'InboundSource',
    description: 'An application at a network server whose uplinks are stored in a dataset',
  },
)
export type InboundSource = Static<typeof InboundSource>

export const SourceQuery = Type.Object({ dataset: Type.Optional(Id), ...PageQuery })
export const SourcePage = Page(InboundSource)

const Dataset = Type.String({
  minLength: 1,
  maxLength: 300,
  description: 'Id or slug; default: the one of the token or organisation',
})

export const NewSource = Type.Object(
  {
    dataset: Type.Optional(Dataset),
    name: content.name,
    kind: content.kind,
    script: Type.Optional(Script),
    mapping: content.mapping,
    stationKey: Type.Optional(content.stationKey),
  },
  { additionalProperties: false },
)
export type NewSource = Static<typeof NewSource>

export const SourceChange = Type.Partial(
  Type.Object({ ...content, paused: Paused, revision: ReadRevision }),
  { additionalProperties: false },
)
export type SourceChange = Static<typeof SourceChange>

export const Device = Type.Object(
  {
    device: Type.String({ description: 'EUI of the device' }),
    name: Type.String(),
    lastReceivedAt: Moment,
    counter: Type.Integer({ description: 'Frame counter of its last uplink' }),
    uplinks: Type.Integer(),
    thingId: Type.Union([Type.Integer(), Type.Null()], {
      description: 'The thing that has what it sent; null when nothing of it was stored as the source is now',
    }),
  },
  { title: 'InboundDevice' },
)
export type Device = Static<typeof Device>
export const DevicePage = Page(Device)

export const UplinkOutcome = Type.Object(
  {
    outcome: OneOf(
      ['stored', 'corrected', 'repeated', 'kept', 'ignored'],
      'stored; corrected: replaced what another uplink told of the same moment; repeated: was here already; kept: could not be stored and is with the dead letters; ignored: no uplink, or the source is paused',
    ),
    stored: Type.Integer({ description: 'New observations' }),
    corrected: Type.Integer({ description: 'Observations whose value was replaced' }),
    reason: Type.Optional(OneOf(REASONS, 'Why it was kept as a dead letter')),
  },
  { title: 'UplinkOutcome' },
)
export type UplinkOutcome = Static<typeof UplinkOutcome>

const Message = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  additionalProperties: true,
  description: 'A message as the network server sends it',
})

export const Trial = Type.Object(
  {
    uplink: Message,
    script: Type.Optional(Script),
    mapping: Type.Optional(content.mapping),
  },
  { additionalProperties: false, description: 'A message to try; what is left out is taken from the source' },
)

export const NewTrial = Type.Object(
  {
    uplink: Message,
    kind: content.kind,
    dataset: Type.Optional(Dataset),
    script: Type.Optional(Script),
    mapping: Type.Optional(
      Type.Array(FieldMapping, {
        maxItems: 200,
        description: 'Default: none, to see only which fields there are',
      }),
    ),
  },
  { additionalProperties: false, description: 'A message to try, with what a source would be' },
)

export const TrialResult = Type.Object(
  {
    data: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description: 'The decoded fields',
    }),
    warnings: Type.Array(Type.String()),
    values: Type.Array(
      Type.Object({
        datastream: Type.String(),
        property: Type.String(),
        unit: Type.String(),
        value: Type.Union([Type.Number(), Type.String()]),
      }),
    ),
  },
  { title: 'InboundTrialResult' },
)
export type TrialResult = Static<typeof TrialResult>
