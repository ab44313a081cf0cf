/** The worker thread in which one evaluation is computed: it takes seconds, too long for the thread that answers requests. */
import { parentPort, workerData } from 'node:worker_threads'
import { evaluateStudy } from './evaluate.ts'
import type { Outcome, Study } from './study.ts'

/** What the thread says: how far it is, and at last what came of it. */
export type Said = { progress: number } | { outcome: Outcome }

if (!parentPort) throw new Error('worker.ts runs only as a worker thread')
const port = parentPort
const outcome = evaluateStudy(workerData as Study, (progress) =>
  port.postMessage({ progress } satisfies Said),
)
port.postMessage({ outcome } satisfies Said)
