/** What is computed in a worker thread, as the two threads say it to each other. */
import type { Forecast, Setting } from '@samenspel/standards/forecast'
import type { Change, YEARS_PER_FALSE_ALARM } from '@samenspel/standards/signals'
import type { Check, Claim, Place } from '@samenspel/standards/steering'

export type CheckTask = { kind: 'check'; claim: Claim; places: readonly Place[] }
export type ForecastTask = { kind: 'forecast'; values: readonly (number | null)[]; setting: Setting }
export type ChangesTask = {
  kind: 'changes'
  all: readonly (readonly (number | null)[])[]
  watch: keyof typeof YEARS_PER_FALSE_ALARM
}
export type Task = CheckTask | ForecastTask | ChangesTask

export type Outcome<T extends Task> = T extends CheckTask
  ? Check
  : T extends ChangesTask
    ? Change[][]
    : Forecast

export type Request = { id: number; task: Task }
export type Answer = { id: number; outcome: Check | Forecast | Change[][] } | { id: number; error: string }
