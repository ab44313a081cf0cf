import type { Output } from '../output.ts'
import { begin } from '../start/begin.ts'
import { readDemoConfig } from './settings.ts'

/** `samenspel demo`: the example municipality, filled the first time, with measurements that go on. */
export async function demo(output: Output): Promise<void> {
  const started = performance.now()
  const begun = await begin(readDemoConfig(process.env), output.progress)
  const { runDemo } = await import('./run.ts')
  await runDemo(output, begun, started)
}
