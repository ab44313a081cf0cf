/** What is computed in a worker thread, as the two threads say it to each other. */
import type { Forecast, Setting } from '@samenspel/standards/forecast'
import type { Change, YEARS_PER_FALSE_ALARM } from '@samenspel/standards/signals'
import type { Check, Claim, Place } from '@samenspel/standards/steering'
import type { Smallest, SmallestTask } from './smallest.ts'

export type CheckTask = { kind: 'check'; claim: Claim; places: readonly Place[] }
export type ForecastTask = { kind: 'forecast'; values: readonly (number | null)[]; setting: Setting }
export type ChangesTask = {
  kind: 'changes'
  all: readonly (readonly (number | null)[])[]
  watch: keyof typeof YEARS_PER_FALSE_ALARM
}
export type Task = CheckTask | ForecastTask | ChangesTask | SmallestTask

export type Outcome<T extends Task> = T extends CheckTask
  ? Check
  : T extends ChangesTask
    ? Change[][]
    : T extends SmallestTask
      ? Smallest
      : Forecast

export type Request = { id: number; task: Task }
export type Answer =
  | { id: number; outcome: Check | Forecast | Change[][] | Smallest }
  | { id: number; error: string }
