import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { describeOutcome, runExample } from './example.ts'
import { describeOfficials, openOfficials } from './officials.ts'
import { findServer } from './server.ts'

const USAGE = `node examples/air-at-new-year/run.ts <folder with the data> [--stop]

On the server of SAMENSPEL_URL with the administrator token of SAMENSPEL_TOKEN; without them a server is started
here (PORT, HOST) and left running, unless --stop is given. See README.md for what the folder holds.
`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { stop: { type: 'boolean' }, help: { type: 'boolean' } },
})
const [folder] = positionals

if (values.help) {
  process.stdout.write(USAGE)
} else if (folder === undefined || !existsSync(folder)) {
  process.stderr.write(folder === undefined ? USAGE : `There is no folder ${folder}.\n`)
  process.exitCode = 2
} else {
  await main(folder).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
}

async function main(data: string): Promise<void> {
  const server = await findServer(process.env)
  try {
    const outcome = await runExample(server, data, (step) => process.stderr.write(`${step}\n`))
    process.stdout.write(`${describeOutcome(outcome).join('\n')}\n`)
    // Only on a server of our own: on another the example officials would be strangers.
    if (server.mailFolder !== undefined && !values.stop) {
      const password = await openOfficials(server, server.mailFolder)
      process.stdout.write(`${describeOfficials(server.url, password).join('\n')}\n`)
    }
  } catch (error) {
    await server.stop()
    throw error
  }
  if (!server.isOurs) return
  if (values.stop) return server.stop()
  process.stderr.write('\nThe server goes on, so that you can look. Stop it with Ctrl+C.\n')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void server.stop())
}
