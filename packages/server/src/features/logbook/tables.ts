import type { GeneratedAlways } from 'kysely'
import type { ActivityFields } from './schema.ts'

/** Tables of this slice that are written row by row. */
export type LogbookTables = {
  'logbook.activity': {
    id: GeneratedAlways<string>
    slug: string
    controller_id: string
    created_at: Date
    current_id: number | null
  }
  'logbook.activity_version': {
    id: GeneratedAlways<number>
    activity_id: string
    version: number
    valid_from: Date
    active: boolean
    name: string
    purpose: string
    legal_basis: ActivityFields['legalBasis']
    data_subjects: ActivityFields['dataSubjects']
    personal_data: string[]
    operations: ActivityFields['operations']
    recipients: string
    retention_period: string
    measures: string
    contact: string
    log_days: number
  }
}
