import { isIP } from 'node:net'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

/** A verifier key of C2SP signed-note. */
const VKEY = '[^\\s+,]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{44}'
/** An address of a witness; without TLS only on this machine itself, as `createSender` allows it. */
const WITNESS = '(https://[^\\s,]+|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d+)?/[^\\s,]*)'

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const

/**
 * Everything an operator can set, read once at the start. An unknown SAMENSPEL_ setting or a malformed value stops
 * the start with one line per mistake.
 */
const Settings = Type.Object({
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8080 }),
  HOST: Type.String({ default: '127.0.0.1' }),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
  DATABASE_URL: Type.String({ pattern: '^(pglite:.+|postgres(ql)?://.+)$', default: 'pglite:./data/db' }),
  DATABASE_CONNECTIONS: Type.Integer({ minimum: 2, maximum: 200, default: 16 }),
  MAIL_URL: Type.Optional(Type.String({ pattern: '^smtps?://.+$' })),
  MAIL_FROM: Type.String({ default: 'Samenspel <samenspel@localhost>' }),
  MAIL_FOLDER: Type.String({ default: './data/mail' }),
  BOOTSTRAP_TOKEN: Type.Optional(Type.String({ minLength: 20 })),
  AUTH_SECRET: Type.Optional(Type.String({ minLength: 32 })),
  LOGBOOK_SECRETS: Type.Optional(Type.String({ pattern: '^[^\\s,]{32,}(,[^\\s,]{32,})*$' })),
  OIDC_ISSUER: Type.Optional(Type.String({ pattern: '^https?://.+$' })),
  OIDC_CLIENT_ID: Type.Optional(Type.String({ minLength: 1 })),
  OIDC_CLIENT_SECRET: Type.Optional(Type.String({ minLength: 1 })),
  OIDC_TRUST_EMAIL: Type.Boolean({ default: false }),
  LOG_LEVEL: Type.Union(
    LOG_LEVELS.map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  RATE_LIMIT_PER_MINUTE: Type.Integer({ minimum: 0, default: 1200 }),
  TRUST_PROXY: Type.String({ default: 'false' }),
  METRICS_TOKEN: Type.Optional(Type.String({ minLength: 20 })),
  CLIENT_IDS: Type.Union([Type.Literal('refuse'), Type.Literal('honour')], { default: 'refuse' }),
  CONNECTOR_HOSTS: Type.String({
    default:
      'api-samenmeten.rivm.nl,data.sensor.community,api.opensensemap.org,www.daggegevens.knmi.nl,api.luchtmeetnet.nl,datasets.cbs.nl,opendata.cbs.nl,dataderden.cbs.nl',
  }),
  WEBHOOK_HOSTS: Type.String({ default: 'any' }),
  OIN: Type.Optional(Type.String({ pattern: '^[0-9]{20}$' })),
  LEDGER_WITNESSES: Type.String({
    pattern: `^(${VKEY} ${WITNESS}(, *${VKEY} ${WITNESS})*)?$`,
    default: '',
  }),
  LEDGER_WITNESSED: Type.String({ pattern: `^(${VKEY}(, *${VKEY})*)?$`, default: '' }),
  MQTT_PORT: Type.String({ pattern: '^(off|[0-9]{1,5})$', default: '1883' }),
  MQTT_MESSAGES_PER_SECOND: Type.Integer({ minimum: 0, default: 1000 }),
})

type Settings = Static<typeof Settings>

/** The validated settings in the shape the program uses. */
export type Config = {
  port: number
  host: string
  publicUrl: string
  database: { kind: 'embedded'; folder?: string } | { kind: 'server'; url: string; connections: number }
  mail: { url: string | undefined; from: string; folder: string }
  bootstrapToken: string | undefined
  authSecret: string | undefined
  /** Secrets from which pseudonyms in the processing log are made; new ones with the first. Empty: with the one of sessions. */
  logbookSecrets: string[]
  oidc: { issuer: string; clientId: string; clientSecret: string; trustEmail: boolean } | undefined
  logLevel: string
  rateLimitPerMinute: number
  /** Whose word counts about where a request comes from: nobody's, that many hops, or these addresses and networks. */
  trustProxy: false | number | string[]
  metricsToken: string | undefined
  /** What happens to an id that a SensorThings client gives to what it creates. */
  clientIds: 'refuse' | 'honour'
  /** Hosts that connectors may fetch from. */
  connectorHosts: string[]
  /** Hosts that webhooks may be sent to. */
  webhookHosts: 'any' | string[]
  /** The number by which the government knows who runs this, in events that are sent. */
  oin: string | undefined
  /** Who cosigns our ledger, each with its key and the address before `/add-checkpoint`; and the keys of logs that we cosign. */
  ledger: { witnesses: { key: string; url: string }[]; witnessedLogs: string[] }
  /** `port` undefined: no port of its own. `messagesPerSecond` is per connection; 0 is no limit. */
  mqtt: { port: number | undefined; messagesPerSecond: number }
}

/** One or more settings are wrong; the message has one line per setting. */
export class ConfigError extends Error {
  constructor(lines: string[]) {
    super(lines.join('\n'))
    this.name = 'ConfigError'
  }
}

/**
 * Reads the configuration from environment variables.
 * @throws ConfigError that names every wrong setting
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const known = Object.keys(Settings.properties)
  const given = Object.fromEntries(
    known.flatMap((name) => {
      const text = environment[name]
      return text === undefined || text === '' ? [] : [[name, text]]
    }),
  )
  const values = Value.Default(Settings, Value.Convert(Settings, given))
  const mistakes = Value.Errors(Settings, values).map((error) => {
    const name = error.instancePath.slice(1).split('/')[0] ?? ''
    const shown = SECRET.has(name) ? '' : `=${environment[name] ?? ''}`
    return `${name}${shown}: ${EXPECTED[name] ?? error.message}`
  })
  for (const name of Object.keys(environment)) {
    if (name.startsWith('SAMENSPEL_') && !ALLOWED_PREFIXED.has(name))
      mistakes.push(`${name}: unknown setting`)
  }
  if (mistakes.length > 0) throw new ConfigError([...new Set(mistakes)])
  return shape(values as Settings)
}

/** What settings must be of which the schema cannot say it in words. */
const EXPECTED: Record<string, string> = {
  PUBLIC_URL: 'must be an address without a path, such as https://samenspel.example.nl',
  DATABASE_URL:
    'must be pglite:<folder>, pglite:memory or the address of a PostgreSQL server, such as postgres://user:password@localhost:5432/samenspel',
  MAIL_URL: 'must be the address of a mail server, such as smtp://user:password@mail.example.nl:587',
  OIDC_ISSUER: 'must be an address, such as https://login.example.nl',
  LOGBOOK_SECRETS:
    'must be one or more secrets of 32 characters or more, the newest first, separated by commas',
  LOG_LEVEL: `must be one of ${LOG_LEVELS.join(', ')}`,
  CLIENT_IDS: 'must be refuse or honour',
  LEDGER_WITNESSES:
    'must be keys of witnesses, each followed by a space and its address, separated by commas: name+0123abcd+base64 https://witness.example.nl/log/witness. The address begins with https://; http:// is only for this machine itself: localhost, 127.0.0.1 or [::1]',
  LEDGER_WITNESSED: 'must be keys of logs, separated by commas: name+0123abcd+base64',
  OIN: 'must be an organisatie-identificatienummer of 20 digits',
  MQTT_PORT: 'must be a port number such as 1883, or off',
}

/** Settings whose value is never shown. */
const SECRET = new Set([
  'AUTH_SECRET',
  'BOOTSTRAP_TOKEN',
  'DATABASE_URL',
  'LOGBOOK_SECRETS',
  'MAIL_URL',
  'METRICS_TOKEN',
  'OIDC_CLIENT_SECRET',
])

const ALLOWED_PREFIXED = new Set(['SAMENSPEL_SHARED', 'SAMENSPEL_URL', 'SAMENSPEL_TOKEN'])

function shape(settings: Settings): Config {
  const {
    OIDC_TRUST_EMAIL: trustEmail,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  } = settings
  const oidcGiven = [issuer, clientId, clientSecret].filter((value) => value !== undefined).length
  if (oidcGiven !== 0 && oidcGiven !== 3) {
    throw new ConfigError(['OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all three or none'])
  }
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
    database: databaseAddress(settings),
    mail: { url: settings.MAIL_URL, from: settings.MAIL_FROM, folder: settings.MAIL_FOLDER },
    bootstrapToken: settings.BOOTSTRAP_TOKEN,
    authSecret: settings.AUTH_SECRET,
    logbookSecrets: settings.LOGBOOK_SECRETS?.split(',') ?? [],
    oidc: issuer && clientId && clientSecret ? { issuer, clientId, clientSecret, trustEmail } : undefined,
    logLevel: settings.LOG_LEVEL,
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    trustProxy: readTrust(settings.TRUST_PROXY),
    metricsToken: settings.METRICS_TOKEN,
    clientIds: settings.CLIENT_IDS,
    connectorHosts: readHosts(settings.CONNECTOR_HOSTS),
    webhookHosts: settings.WEBHOOK_HOSTS === 'any' ? 'any' : readHosts(settings.WEBHOOK_HOSTS),
    oin: settings.OIN,
    ledger: {
      witnesses: readList(settings.LEDGER_WITNESSES).map((text) => {
        const [key = '', url = ''] = text.split(' ')
        return { key, url: url.replace(/\/+$/, '') }
      }),
      witnessedLogs: readList(settings.LEDGER_WITNESSED),
    },
    mqtt: { port: readPort(settings.MQTT_PORT), messagesPerSecond: settings.MQTT_MESSAGES_PER_SECOND },
  }
}

function readList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function readHosts(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((host) => host !== '')
}

/**
 * Reads TRUST_PROXY. `true` is refused: it would believe whatever a client writes in `X-Forwarded-For`.
 * @throws ConfigError
 */
function readTrust(text: string): Config['trustProxy'] {
  if (text === 'false' || text === '0') return false
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  const networks = text.split(',').map((part) => part.trim())
  if (networks.every(isNetwork)) return networks
  throw new ConfigError([
    `TRUST_PROXY=${text}: must be false, the number of proxies before the server, or their addresses, as 10.0.0.0/8,192.168.1.1`,
  ])
}

function isNetwork(text: string): boolean {
  const [address = '', size, ...rest] = text.split('/')
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return (
    rest.length === 0 && bits > 0 && (size === undefined || (/^\d{1,3}$/.test(size) && Number(size) <= bits))
  )
}

/** `off` and `0` are no port. */
function readPort(text: string): number | undefined {
  const port = text === 'off' ? 0 : Number(text)
  if (port > 65_535) throw new ConfigError([`MQTT_PORT=${text}: must be at most 65535, or off`])
  return port === 0 ? undefined : port
}

function databaseAddress({
  DATABASE_URL: url,
  DATABASE_CONNECTIONS: connections,
}: Settings): Config['database'] {
  if (url === 'pglite:memory') return { kind: 'embedded' }
  if (url.startsWith('pglite:')) return { kind: 'embedded', folder: url.slice('pglite:'.length) }
  return { kind: 'server', url, connections }
}
