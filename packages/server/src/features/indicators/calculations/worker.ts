/** The worker thread in which forecasts, steering checks and smallest effects are computed: they take too long for the thread that answers requests. */
import { readFileSync } from 'node:fs'
import { type MessagePort, parentPort } from 'node:worker_threads'
import {
  AUGURS_FILES,
  forecastSeries,
  locateAugurs,
  type Model,
  startAugurs,
} from '@samenspel/standards/forecast'
import { findChanges, WATCH_OF_DIFFERENCE, WATCHES } from '@samenspel/standards/signals'
import { checkClaim } from '@samenspel/standards/steering'
import { findSmallest } from './smallest.ts'
import type { Answer, Request, Task } from './tasks.ts'

function run(main: MessagePort) {
  let model: Model | undefined
  const openModel = () => {
    const [ets, mstl] = AUGURS_FILES.map((name) => readFileSync(new URL(name, locateAugurs())))
    if (!ets || !mstl) throw new Error('The files of the forecasting library are missing.')
    model ??= startAugurs([ets, mstl])
    return model
  }
  const compute = (task: Task) => {
    if (task.kind === 'check') return checkClaim(task.claim, task.places)
    if (task.kind === 'changes') {
      const watch = task.watch === 'difference' ? WATCH_OF_DIFFERENCE : WATCHES[task.watch]
      return task.all.map((values) => findChanges(values, watch))
    }
    if (task.kind === 'smallest') return findSmallest(task)
    return forecastSeries(task.values, task.setting, model ?? openModel())
  }
  main.on('message', ({ id, task }: Request) => {
    try {
      main.postMessage({ id, outcome: compute(task) } satisfies Answer)
    } catch (error) {
      main.postMessage({ id, error: String(error) } satisfies Answer)
    }
  })
}

if (!parentPort) throw new Error('worker.ts runs only as a worker thread')
run(parentPort)
