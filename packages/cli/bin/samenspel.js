#!/usr/bin/env node
// Runs on any Node.js from 20 on: an older one hands over to the Node.js 24 that the project brings.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'

const NEEDED = 24
const main = new URL('../src/main.ts', import.meta.url)

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  await import(main.href)
} else {
  const node = createRequire(import.meta.url).resolve('node/bin/node')
  const child = spawn(node, [main.pathname, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
