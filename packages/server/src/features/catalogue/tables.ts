import type { GeneratedAlways } from 'kysely'
import type { Dataset } from './schema.ts'

/** Tables of this slice, and the views of others that it reads. */
export type CatalogueTables = {
  'catalogue.dataset': {
    id: GeneratedAlways<string>
    slug: string
    title: string
    description: string
    owner_id: string
    licence: Dataset['licence']
    access: Dataset['access']
    place: Dataset['precision']['place']
    time: Dataset['precision']['time']
    delay_minutes: number
    minimum_group: number
    raw_days: number | null
    hour_days: number | null
    theme: Dataset['theme']
    contact: string
    corrections: Dataset['corrections']
    is_default: boolean
    created_at: Date
    updated_at: Date
  }
  'parties.v_organisation': { id: string; name: string; kind: string; tooi: string | null }
}
