import type { Platform } from '../../platform/slice.ts'
import type { ListAreas } from './describe.ts'
import type { FindUnknownAreas } from './unknown.ts'

/** What this slice asks of the slice of areas, which it may not use itself. */
export type AreasAsked = { findUnknownAreas: FindUnknownAreas; listAreas: ListAreas }

/** All that the routes of agreements use. */
export type Needs = Platform & AreasAsked
