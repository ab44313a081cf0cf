import { readConfig } from '@samenspel/server/opening'
import type { Output } from '../output.ts'
import { begin } from './begin.ts'

/** `samenspel start`: the server with the municipality's own data, empty the first time. */
export async function start(output: Output): Promise<void> {
  const begun = await begin(readConfig(process.env), output.progress)
  const [{ serve }, { stopOnSignal }] = await Promise.all([
    import('./serve.ts'),
    import('./stop-on-signal.ts'),
  ])
  const running = await serve(begun, { simulated: false }, output.progress)
  stopOnSignal(running, { output, database: begun.config.database })
  await running.siteReady.catch(async (error: unknown) => {
    await running.stop()
    throw error
  })
  output.result({ url: running.url, engine: running.database.engine }, [
    `Samenspel is ready: ${running.url}`,
    running.mqtt,
  ])
}
