import type { Output } from '../output.ts'
import { begin } from '../start/begin.ts'
import { keepDemoSecret, readDemoConfig } from './settings.ts'

/** `samenspel demo`: the example municipality, filled the first time, with measurements that go on. */
export async function demo(output: Output): Promise<void> {
  const started = performance.now()
  const begun = await begin(await keepDemoSecret(readDemoConfig(process.env)), output.progress)
  const { runDemo } = await import('./run.ts')
  await runDemo(output, begun, started)
}
