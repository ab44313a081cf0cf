import type { Period } from '@samenspel/standards/times'
import type { Role } from '../../platform/actor.ts'

/** A pilot is an intervention with an end, and with criteria for scaling and for stopping. */
export const KINDS = ['measure', 'pilot'] as const

/** What an intervention goes through; `withdrawn` is for one that was public and should not have been. */
export const STATES = ['draft', 'registered', 'running', 'ended', 'withdrawn'] as const

/** How an intervention ended. */
export const OUTCOMES = ['finished', 'scaled', 'stopped'] as const

/** Which way a figure should go. */
export const DIRECTIONS = ['lower', 'higher'] as const

/** What a party does in it. */
export const PARTY_ROLES = ['executes', 'finances', 'advises', 'takes-part', 'maintains'] as const

/** The ways to look for an effect, from what tells least to what asks most of the data. */
export const DESIGNS = [
  'before-and-after',
  'interrupted-series',
  'interrupted-counts',
  'difference-series',
  'difference-in-differences',
  'controlled-series',
  'group-time',
  'synthetic-control',
] as const

/** Steps in time in which figures are put together, each made of whole periods of the indicator. */
export const STEPS = ['day', 'week', 'month', 'quarter', 'year'] as const

/** Into which steps figures of a period can be put together. */
export const STEPS_OF: Record<Period, readonly (typeof STEPS)[number][]> = {
  hour: ['day', 'week', 'month'],
  day: ['day', 'week', 'month'],
  month: ['month', 'quarter', 'year'],
  year: ['year'],
}

/** Answers to a question of the ethics and privacy check. */
export const ETHICS_ANSWERS = ['yes', 'no', 'not-applicable'] as const

/** Which roles of the owner write interventions. */
export const WRITERS = ['policy-officer', 'administrator'] as const satisfies readonly Role[]

/** As what a photo can be sent. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof PHOTO_TYPES)[number]

/** Bytes of a photo. */
export const LARGEST_PHOTO = 5 * 1024 * 1024

/** Photos, and other parts, that one intervention has at most. */
export const MOST_PHOTOS = 40
export const MOST_PARTS = 500
