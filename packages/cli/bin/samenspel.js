#!/usr/bin/env node
// Runs on any Node.js from 20 on: an older one hands over to the Node.js 24 that the project brings.
import { spawn } from 'node:child_process'
// As a whole: an older Node.js has no compile cache, and would refuse its name.
import * as modules from 'node:module'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
// React is several times slower when it is not told this, and in a production it need not check itself.
process.env.NODE_ENV ??= 'production'
const main = new URL('../src/main.ts', import.meta.url)

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  // What was compiled once is kept beside the installed packages; where nothing can be written, it is compiled every time.
  modules.enableCompileCache(
    fileURLToPath(new URL('../../../node_modules/.cache/samenspel/compiled', import.meta.url)),
  )
  await import(main.href)
} else {
  const node = modules.createRequire(import.meta.url).resolve('node/bin/node')
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
