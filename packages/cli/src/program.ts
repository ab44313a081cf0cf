import { Command, InvalidArgumentError, Option } from 'commander'
import type { Output } from './output.ts'
import { ROLES } from './roles.ts'

const ENVIRONMENT = `
Environment of commands that talk to a running server:
  SAMENSPEL_URL    address of the server (default http://localhost:8080)
  SAMENSPEL_TOKEN  API token of an administrator or data expert

Exit codes: 0 done, 1 failed (also when nothing of a file was accepted), 2 the command or a setting is wrong.`

/** The commands with their options. What they do is loaded only when one runs. */
export function createProgram(output: Output): Command {
  const program = new Command('samenspel')
    .description('From a local challenge to an accountable decision, on measurements that anyone can check.')
    .option('--json', 'print the outcome as JSON on stdout')
    .addHelpText('after', ENVIRONMENT)
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Use --help to see how.')
    .exitOverride()

  program
    .command('start')
    .description('start the server; settings come from the environment (PORT, DATABASE_URL, …)')
    .action(async () => (await import('./start/command.ts')).start(output))

  program
    .command('demo')
    .description('start the example municipality Waterrijk with simulated measurements, in ./data/demo')
    .action(async () => (await import('./demo/command.ts')).demo(output))

  program
    .command('migrate')
    .description('bring the database to the schema of this version')
    .action(async () => (await import('./migrate.ts')).migrate(output))

  const rollups = program.command('rollups').description('check or repair hours, days and latest values')
  rollups
    .command('verify')
    .description('compare them with a recount of all values; exit code 1 when they differ')
    .action(async () => (await import('./rollups.ts')).verify(output))
  rollups
    .command('rebuild')
    .description('compute them again from the values, while the server may run')
    .argument('[datastreams...]', 'ids of datastreams; without them all')
    .action(async (ids) => (await import('./rollups.ts')).rebuild(output, ids))

  const events = program.command('events').description('what happened and could not be handled')
  events
    .command('list')
    .description('list the events that were set aside, because handling them kept failing, with the error')
    .action(async () => (await import('./events.ts')).listEvents(output))
  events
    .command('replay')
    .description('have the running server, or the next that starts, try them again')
    .argument('[events...]', 'ids from the list; without them all')
    .action(async (ids) => (await import('./events.ts')).replayEvents(output, ids))

  program
    .command('verify')
    .description(
      'check the ledger of a municipality, without believing it: exit code 1 when something does not hold',
    )
    .argument('[file]', 'proof of one entry (.tlog-proof), as each published page offers it')
    .option('--export <file>', 'the whole ledger, as <address>/log/export gives it')
    .option('--url <address>', 'the whole ledger of a running server')
    .option('--checkpoint <file>', 'a checkpoint that you kept: is its history still there?')
    .option('--key <keys...>', 'keys that you trust, of the log and of witnesses')
    .action(async (file: string | undefined, options) =>
      (await import('./verify/command.ts')).verify(output, file, options),
    )

  program
    .command('bench')
    .description('measure this version on this machine, on a scratch database')
    .option(
      '--size <observations...>',
      'how many observations to measure at, such as 200k or 100M (default: 1M and 10M; embedded 200k and 500k)',
    )
    .option('--database <url>', 'PostgreSQL server on which to make the scratch database (default: embedded)')
    .option('--only <parts...>', 'measure only send, read, map, plan, mine, figures or size (default: all)')
    .action(async (options) => (await import('./bench/command.ts')).bench(output, options))

  program
    .command('bench-effects')
    .description('measure how often an effect is found where there is none, and how well one is found')
    .option(
      '--only <parts...>',
      'measure only estimates, times, or the answers of a design such as synthetic-control',
    )
    .option('--worlds <count>', 'made worlds in which each design answers', '200')
    .action(async (options) => (await import('./bench/effects.ts')).benchEffects(output, options))

  program
    .command('bench-forecasts')
    .description('measure how often the intervals of forecasts hold on real series, and what they cost')
    .argument('[folder]', 'folder with the series of sensors', '../shared/data/sensors')
    .action(async (folder) => (await import('./bench/forecasts.ts')).benchForecasts(output, folder))

  program
    .command('bench-signals')
    .description('measure how often signals of a change are wrong, on simulated series and on real ones')
    .argument('[folder]', 'folder with the series of sensors', '../shared/data/sensors')
    .action(async (folder) => (await import('./bench/signals.ts')).benchSignals(output, folder))

  program
    .command('bench-screen')
    .description('measure in a browser how long a year of hours takes to be on screen, and how a map moves')
    .option('--stations <count>', 'how many are on the map', readInteger, 10_000)
    .option('--database <url>', 'PostgreSQL server on which to make the scratch database (default: embedded)')
    .action(async (options) => (await import('./bench/screen.ts')).benchScreen(output, options))

  program
    .command('bench-ledger')
    .description('measure what the ledger costs: entering, proving, and checking the whole of it')
    .option('--size <entries>', 'how many entries, in thousands', readInteger, 100)
    .option('--database <url>', 'PostgreSQL server on which to make the scratch database (default: embedded)')
    .action(async ({ size, ...options }) =>
      (await import('./bench/ledger.ts')).benchLedger(output, { size: size * 1000, ...options }),
    )

  addImports(program, output)
  addTokens(program, output)
  for (const group of [program, ...program.commands]) refuseUnknown(group)
  return program
}

/** Help about a command that does not exist is a mistake, not the help of what is around it. */
function refuseUnknown(group: Command): void {
  if (group.commands.length === 0) return
  group.on('beforeHelp', () => {
    const [name] = group.args.filter((text) => text !== 'help')
    const isKnown = group.commands.some((command) => command.name() === name)
    if (name !== undefined && !name.startsWith('-') && !isKnown)
      group.error(`error: unknown command '${name}'`)
  })
}

function addImports(program: Command, output: Output) {
  const imports = program.command('import').description('bring data into a running server')

  talking(imports.command('areas'))
    .description('borders of areas, from GeoJSON in WGS84 or RD New')
    .argument('<file>', 'GeoJSON file; may be compressed (.gz)')
    .addOption(
      new Option('--level <level>', 'level of the areas')
        .choices(['municipality', 'district', 'neighbourhood'])
        .makeOptionMandatory(),
    )
    .requiredOption('--code-property <name>', 'property that holds the code, such as statcode')
    .requiredOption('--name-property <name>', 'property that holds the name, such as statnaam')
    .option('--parent-property <name>', 'property that holds the code of the area it is part of')
    .option('--parent-code <code>', 'code of the area that all of them are part of')
    .addOption(
      new Option('--crs <code>', 'reference system; auto takes what the file declares').choices([
        'auto',
        'EPSG:4326',
        'EPSG:28992',
      ]),
    )
    .action((file: string, options) =>
      importing(output, async () => (await import('./import/areas.ts')).importAreas(output, file, options)),
    )

  talking(imports.command('statistics'))
    .description('figures of areas, from CSV of CBS or of your own')
    .argument('<file>', 'CSV file; may be compressed (.gz)')
    .requiredOption('--year <year>', 'year the figures are about', readInteger)
    .requiredOption('--edition <name>', 'publication they come from, such as 84799NED')
    .addOption(
      new Option('--layout <layout>', 'cbs: as CBS publishes it; long: area,measure,title,unit,value')
        .choices(['cbs', 'long'])
        .default('cbs'),
    )
    .addOption(
      new Option('--delimiter <mark>', 'what stands between columns').choices([',', ';', 'tab']).default(','),
    )
    .action((file: string, options) =>
      importing(output, async () =>
        (await import('./import/statistics.ts')).importStatistics(output, file, options),
      ),
    )

  talking(imports.command('observations'))
    .description('measurements, from CSV with a column mapping')
    .argument('<file>', 'CSV file of any size; may be compressed (.gz)')
    .requiredOption(
      '--mapping <mapping>',
      'name of a ready mapping (rivm-samen-meten, …), id or name of a stored one, or a JSON file with one; lines: one observation per line, CSV or NDJSON (.ndjson, .jsonl) of any size, resumed when the connection breaks. docs/column-mapping.md describes them',
    )
    .option('--resume <upload>', 'id of an upload of lines to go on with')
    .option('--dataset <key>', 'id or slug of the dataset; default: that of the token or organisation')
    .action((file: string, options) =>
      importing(output, async () =>
        (await import('./import/observations.ts')).importObservations(output, file, options),
      ),
    )

  talking(imports.command('sensorthings'))
    .description('everything of another SensorThings server (1.0 or 1.1); run it again to get what is new')
    .requiredOption('--from <url>', 'service root, such as https://example.org/v1.1')
    .option('--dataset <key>', 'id or slug of the dataset; default: that of the token or organisation')
    .option('--filter <expression>', 'only Things that match this SensorThings $filter')
    .option('--since <moment>', 'only observations from this moment on, such as 2026-01-01T00:00:00Z')
    .option('--full', 'read all observations again, also those before the newest that are here')
    .action((options) =>
      importing(output, async () =>
        (await import('./import/sensorthings/command.ts')).importSensorThings(output, options),
      ),
    )
}

async function importing(output: Output, work: () => Promise<void>): Promise<void> {
  await (await import('./import/run-again.ts')).importWhole(output, work)
}

function addTokens(program: Command, output: Output) {
  const token = program.command('token').description('make, list and revoke API tokens of a running server')

  talking(token.command('create'))
    .description('make a token; its secret is shown once')
    .requiredOption('--name <name>', 'what the token is for, such as the name of a program')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option('--organisation <id>', 'organisation it speaks for; default: that of the token you use')
    .option('--purpose <text>', 'purpose it is bound to')
    .option('--dataset <key>', 'id or slug of the only dataset it writes to')
    .option('--expires <moment>', 'moment it ends, such as 2027-01-01T00:00:00Z')
    .action(async (options) => (await import('./token.ts')).createToken(output, options))

  talking(token.command('list'))
    .description('list the tokens of the organisations you administer')
    .action(async (options) => (await import('./token.ts')).listTokens(output, options))

  talking(token.command('revoke'))
    .description('end a token now')
    .argument('<id>', 'id of the token')
    .action(async (id: string, options) => (await import('./token.ts')).revokeToken(output, id, options))
}

/** Options of every command that talks to a running server. */
function talking(command: Command): Command {
  return command
    .option('--url <url>', 'address of the server (default: SAMENSPEL_URL or http://localhost:8080)')
    .option('--token <token>', 'API token (default: SAMENSPEL_TOKEN)')
}

function readInteger(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('Give a whole number.')
  return Number(text)
}
