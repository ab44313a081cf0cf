import type { Platform } from '../../../platform/slice.ts'
import type { Calculator } from '../calculations/calculator.ts'

/** What is needed to look at figures for signals. */
export type Watching = Pick<Platform, 'db' | 'clock'> & { calculator: Calculator }
