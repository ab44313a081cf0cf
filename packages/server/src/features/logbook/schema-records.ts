import type { ProcessingRecord } from '@samenspel/standards/logbook'
import { STATUSES } from '@samenspel/standards/logbook'
import { type Static, Type } from 'typebox'
import { Form, OneOf } from '../../platform/http/schemas.ts'

/** Messages of the extension *lezen* of Logboek Dataverwerkingen, as its OpenAPI document (1.1.0) has them. */

const Attribute = Type.String({ minLength: 1, maxLength: 2000 })

const Milliseconds = Type.Integer({
  minimum: 0,
  maximum: 8.64e15,
  description: 'Milliseconds since 1970-01-01T00:00:00Z',
})

const TraceId = Form(
  '^[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}$',
  {
    nl: 'Geef de trace als UUID, zoals 0af76519-16cd-43dd-8448-eb211c80319c, of als 32 hexadecimale cijfers.',
    en: 'Give the trace as a UUID, such as 0af76519-16cd-43dd-8448-eb211c80319c, or as 32 hexadecimal digits.',
  },
  { maxLength: 36 },
)

export const RecordQuery = Type.Object(
  {
    traceId: Type.Optional(TraceId),
    'dpl.core.processing_activity_id': Type.Optional(Attribute),
    'dpl.core.data_subject_id': Type.Optional(Attribute),
    'dpl.core.data_subject_id_type': Type.Optional(Attribute),
    'dpl.core.foreign_operation.processor': Type.Optional(Attribute),
    startTime: Type.Optional(Milliseconds),
    endTime: Type.Optional(Milliseconds),
  },
  { additionalProperties: false },
)
export type RecordQuery = Static<typeof RecordQuery>

const UsedDataset = Type.Object({
  dataset_id: Type.String(),
  dataset_def: Type.String(),
  dataset_port: OneOf(['input', 'output']),
})

const LoggedRecord = Type.Object({
  traceId: Type.String(),
  spanId: Type.String(),
  parentSpanId: Type.Optional(Type.String()),
  status: OneOf(STATUSES),
  name: Type.String(),
  startTime: Type.Integer(),
  endTime: Type.Integer(),
  resource: Type.Object({ attributes: Type.Record(Type.String(), Type.String()) }),
  attributes: Type.Object({
    'dpl.core.processing_activity_id': Type.String(),
    'dpl.core.data_subject_id': Type.Optional(Type.String()),
    'dpl.core.data_subject_id_type': Type.Optional(Type.String()),
    'dpl.core.foreign_operation.processor': Type.Optional(Type.String()),
    'dpl.objects.dataset': Type.Optional(Type.Array(UsedDataset)),
  }),
})

export const RecordList = Type.Object({ processingActivities: Type.Array(LoggedRecord) })

export type LogRecord = ProcessingRecord
