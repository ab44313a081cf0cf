import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Config, readConfig } from '@samenspel/server/opening'

const DEFAULTS = {
  DATABASE_URL: 'pglite:./data/demo/db',
  MAIL_FOLDER: './data/demo/mail',
  LOG_LEVEL: 'warn',
}

/**
 * The settings of the example: as for a real server, with a database and mail folder of its own, and a bootstrap token
 * that nobody knows unless the operator gave one.
 * @throws ConfigError that names every wrong setting
 */
export function readDemoConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value))
  const config = readConfig({ ...DEFAULTS, ...given })
  return { ...config, bootstrapToken: config.bootstrapToken ?? makeSecret() }
}

/**
 * The secret with which an example on this disk keeps secrets of others, such as those of webhooks: made at the first start, in a file
 * beside the database. An example that began without one goes on without.
 */
export async function keepDemoSecret(config: Config): Promise<Config> {
  const { database, authSecret } = config
  if (authSecret !== undefined || database.kind !== 'embedded' || database.folder === undefined) return config
  const file = `${database.folder}-secret`
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept !== undefined) return { ...config, authSecret: kept }
  if (existsSync(database.folder)) return config
  await mkdir(dirname(file), { recursive: true })
  const made = `${makeSecret()}${makeSecret()}`
  await writeFile(file, made, { mode: 0o600 })
  return { ...config, authSecret: made }
}

/** A secret that cannot be guessed. */
export function makeSecret(): string {
  return randomBytes(24).toString('base64url')
}

const WORDS = [
  ...['anker', 'boei', 'brug', 'dijk', 'duin', 'eend', 'gemaal', 'gracht', 'haven', 'kade', 'kano', 'kikker'],
  ...['kluut', 'lisdodde', 'meerkoet', 'molen', 'oever', 'otter', 'peil', 'plas', 'polder', 'reiger', 'riet'],
  ...[
    'roer',
    'schelp',
    'sloot',
    'sluis',
    'snoek',
    'steiger',
    'stroom',
    'terp',
    'veerpont',
    'vlonder',
    'waterlelie',
  ],
]

/** A password that is easy to read and type, for the accounts of the example: about 30 bits, behind a throttle. */
export function makePassword(random: (size: number) => Buffer = randomBytes): string {
  const bytes = random(10)
  const words = [0, 2, 4, 6].map((at) => WORDS[bytes.readUInt16BE(at) % WORDS.length])
  return [...words, 100 + (bytes.readUInt16BE(8) % 900)].join('-')
}
