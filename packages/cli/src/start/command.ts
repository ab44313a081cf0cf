import { readConfig } from '@samenspel/server'
import type { Output } from '../output.ts'
import { serve, stopOnSignal } from './serve.ts'

/** `samenspel start`: the server with the municipality's own data, empty the first time. */
export async function start(output: Output): Promise<void> {
  const config = readConfig(process.env)
  const running = await serve(config, { simulated: false }, output.progress)
  await running.siteReady
  output.result({ url: running.url, engine: running.database.engine }, [
    `Samenspel is ready: ${running.url}`,
    running.mqtt,
  ])
  stopOnSignal(running)
}
