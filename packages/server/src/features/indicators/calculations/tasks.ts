/** What is computed in a worker thread, as the two threads say it to each other. */
import type { Forecast, Setting } from '@samenspel/standards/forecast'
import type { Check, Claim, Place } from '@samenspel/standards/steering'

export type CheckTask = { kind: 'check'; claim: Claim; places: readonly Place[] }
export type ForecastTask = { kind: 'forecast'; values: readonly (number | null)[]; setting: Setting }
export type Task = CheckTask | ForecastTask

export type Outcome<T extends Task> = T extends CheckTask ? Check : Forecast

export type Request = { id: number; task: Task }
export type Answer = { id: number; outcome: Check | Forecast } | { id: number; error: string }
