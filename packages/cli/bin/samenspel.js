#!/usr/bin/env node
// Runs on any Node.js from 20 on: an older one hands over to the Node.js 24 that the project brings.
import { spawn } from 'node:child_process'
// As a whole: an older Node.js has no compile cache, and would refuse its name.
import * as modules from 'node:module'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

const NEEDED = 24
/** V8 gives what is new 128 MB, of which a server needs no more than a quarter. Only a process that begins can be told. */
const YOUNG = '--max-semi-space-size=16'
const SERVING = ['start', 'demo']
// React is several times slower when it is not told this, and in a production it need not check itself.
process.env.NODE_ENV ??= 'production'

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  const isTold = [...process.execArgv, process.env.NODE_OPTIONS].some((option) =>
    option?.includes('max-semi-space-size'),
  )
  // The same process begins anew; not possible on Windows.
  if (SERVING.includes(process.argv[2] ?? '') && !isTold) {
    process.execve?.(process.execPath, [
      process.execPath,
      ...process.execArgv,
      YOUNG,
      ...process.argv.slice(1),
    ])
  }
  // Whoever composes statements makes many objects that live for a request. V8 comes to think that they live long and makes them where
  // only a large collection finds them; each then keeps alive what it points to, which took a third of the time of the server.
  setFlagsFromString('--no-allocation-site-pretenuring')
  // A large collection when memory has grown by two fifths since the last, not by some factors: two thirds of the memory.
  setFlagsFromString('--heap-growing-percent=40')
  // What was compiled once is kept beside the installed packages; where nothing can be written, it is compiled every time.
  modules.enableCompileCache(
    fileURLToPath(new URL('../../../node_modules/.cache/samenspel/compiled', import.meta.url)),
  )
  await import('../src/main.ts')
} else {
  const node = modules.createRequire(import.meta.url).resolve('node/bin/node')
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
