import { expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

it('has a working default for every setting', () => {
  expect(readConfig({})).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:8080',
    database: { kind: 'embedded', folder: './data/db' },
  })
})

it.each([
  ['pglite:memory', { kind: 'embedded' }],
  ['pglite:/var/lib/samenspel', { kind: 'embedded', folder: '/var/lib/samenspel' }],
  ['postgres://a@b/c', { kind: 'server', url: 'postgres://a@b/c', connections: 16 }],
])('reads DATABASE_URL=%s', (url, database) => {
  expect(readConfig({ DATABASE_URL: url }).database).toEqual(database)
})

it('names every wrong setting, each on its own line', () => {
  const wrong = {
    PORT: 'eighty',
    PUBLIC_URL: 'example.org/',
    DATABASE_URL: 'mysql://x',
    SAMENSPEL_COLOR: 'blue',
  }
  try {
    readConfig(wrong)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    const names = (error as Error).message.split('\n').map((line) => line.split(/[=:]/)[0])
    expect(names.sort()).toEqual(['DATABASE_URL', 'PORT', 'PUBLIC_URL', 'SAMENSPEL_COLOR'])
  }
})

it('refuses half a sign-in provider', () => {
  expect(() => readConfig({ OIDC_ISSUER: 'https://login.example.org' })).toThrow('set all three or none')
})

it('never shows the value of a secret that is wrong', () => {
  expect(() => readConfig({ AUTH_SECRET: 'kort-geheim' })).toThrow(ConfigError)
  expect(() => readConfig({ AUTH_SECRET: 'kort-geheim' })).not.toThrow('kort-geheim')
})

it.each([
  ['false', false],
  ['1', 1],
  ['10.0.0.0/8, 192.168.1.1,::1/128', ['10.0.0.0/8', '192.168.1.1', '::1/128']],
])('reads TRUST_PROXY=%s', (text, expected) => {
  expect(readConfig({ TRUST_PROXY: text }).trustProxy).toEqual(expected)
})

it.each(['true', '10.0.0.0/33', 'proxy.local', '1.2.3.4/', '-1'])('refuses TRUST_PROXY=%s', (text) => {
  expect(() => readConfig({ TRUST_PROXY: text })).toThrow(ConfigError)
})

it('says in words what a setting must be', () => {
  const read = () => readConfig({ LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x', CLIENT_IDS: 'maybe' })
  expect(read).toThrow('LOG_LEVEL=loud: must be one of silent, error, warn, info, debug')
  expect(read).toThrow('such as postgres://user:password@localhost:5432/samenspel')
  expect(read).toThrow('CLIENT_IDS=maybe: must be refuse or honour')
  expect(read).not.toThrow(/anyOf|constant|pattern|\^/)
})

it.each([
  ['https://b.example.nl/log/witness', true],
  ['http://localhost:8081/log/witness', true],
  ['http://127.0.0.1:8081/log/witness', true],
  ['http://[::1]:8081/log/witness', true],
  ['http://b.example.nl/log/witness', false],
  ['http://localhost.example.nl/log/witness', false],
  ['http://localhost@b.example.nl/log/witness', false],
])('takes a witness at %s: %s', (url, isTaken) => {
  const key = `b.example.nl/log/witness+0123abcd+${'B'.repeat(44)}`
  const read = () => readConfig({ LEDGER_WITNESSES: `${key} ${url}` }).ledger.witnesses
  if (isTaken) expect(read()).toEqual([{ key, url }])
  else expect(read).toThrow('The address begins with https://')
})
