import { PLACE_PRECISIONS, TIME_PRECISIONS } from '@samenspel/standards/odrl'
import type { Content, Permission, Prohibition } from '../schema/content.ts'

/** What one rule says of reading one dataset by one organisation. */
export type Reading = {
  ruleId: string
  datasetId: string
  organisationId: string
  permits: boolean
  /** The dataset is given as it is: nothing coarser or left out. */
  isWhole: boolean
  /** Empty: any. */
  roles: string[]
  /** Ids of challenges and terms of DPV; empty: any. */
  purposes: string[]
  /** Conditions of the permission. */
  dutyIds: string[]
  from: Date | null
  until: Date | null
} & Precision

/** How precisely a permission gives, and what of the dataset. Without levels it gives nothing. */
type Precision = {
  /** 0 is exact, and what is higher is coarser. */
  placeLevel: number | null
  /** 0 is single measurements, and what is higher is coarser. */
  timeLevel: number | null
  delayMinutes: number
  minimumGroup: number
  /** Empty: all. */
  properties: string[]
  areas: string[]
  /** Of FIELDS; empty: all. */
  fields: string[]
}

const NOTHING: Precision = {
  placeLevel: null,
  timeLevel: null,
  delayMinutes: 0,
  minimumGroup: 1,
  properties: [],
  areas: [],
  fields: [],
}

/** Actions that are reading, or of which reading is a part. */
const READING = ['read', 'use'] as const

/** What the rules of a text say of reading. A prohibition of a part of a dataset counts for the whole. */
export function listReadings({ permissions, prohibitions }: Content): Reading[] {
  return [
    ...permissions.flatMap((rule) =>
      spread(rule, {
        permits: true,
        isWhole: givesAll(rule),
        dutyIds: rule.duties.map(({ id }) => id),
        ...precisionOf(rule),
      }),
    ),
    ...prohibitions.flatMap((rule) =>
      spread(rule, { permits: false, isWhole: false, dutyIds: [], ...NOTHING }),
    ),
  ]
}

function spread(
  rule: Prohibition,
  of: Pick<Reading, 'permits' | 'isWhole' | 'dutyIds'> & Precision,
): Reading[] {
  const { id: ruleId, actions, datasetIds, organisationIds, roles, challengeIds, purposes } = rule
  if (!READING.some((action) => actions.includes(action))) return []
  const dateOf = (moment: string | null) => (moment === null ? null : new Date(moment))
  const said = {
    ...of,
    ruleId,
    roles: [...roles],
    purposes: [...challengeIds, ...purposes],
    from: dateOf(rule.from),
    until: dateOf(rule.until),
  }
  return datasetIds.flatMap((datasetId) =>
    organisationIds.map((organisationId) => ({ ...said, datasetId, organisationId })),
  )
}

function givesAll(rule: Permission): boolean {
  const { properties, areaCodes, fields, minimumGroup, place, time, delayMinutes } = rule
  const isNarrowed =
    properties.length > 0 || areaCodes.length > 0 || fields.length > 0 || minimumGroup !== null
  return !isNarrowed && place === 'exact' && time === 'raw' && delayMinutes === 0
}

/** A permission that names fields, and not the values, gives nothing: all else is about those. */
function precisionOf({
  fields,
  place,
  time,
  delayMinutes,
  minimumGroup,
  properties,
  areaCodes,
}: Permission): Precision {
  if (fields.length > 0 && !fields.includes('result')) return NOTHING
  return {
    placeLevel: PLACE_PRECISIONS.indexOf(place),
    timeLevel: TIME_PRECISIONS.indexOf(time),
    delayMinutes,
    minimumGroup: minimumGroup ?? 1,
    properties: [...properties],
    areas: [...areaCodes],
    fields: [...fields],
  }
}
