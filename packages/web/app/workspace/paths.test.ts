import { expect, it } from 'vitest'
import { accountPaths, safeReturn, withDone } from './paths.ts'

it('sends nobody to another site after signing in', () => {
  expect(safeReturn('/werkplek/opgaven?fase=acting')).toBe('/werkplek/opgaven?fase=acting')
  const elsewhere = [
    '//elders.example',
    '/\\elders.example',
    'https://elders.example',
    'javascript:x',
    '/a\\b',
    '/a b',
    '',
  ]
  for (const path of [...elsewhere, null, undefined]) expect(safeReturn(path)).toBeUndefined()
})

it('tells in the address what was done, before the part to go to', () => {
  expect(withDone('/werkplek', 'opgeslagen')).toBe('/werkplek?gedaan=opgeslagen')
  expect(withDone('/a?b=1#c', 'x y')).toBe('/a?b=1&gedaan=x%20y#c')
})

it('makes the addresses for who has an account', () => {
  const paths = accountPaths((path) => path)
  const made = Object.values(paths).map((make) => (make as (...keys: unknown[]) => string)('a/b', 'c', 1))
  expect([
    ...made,
    paths.newDecision({ signal: 's' }),
    paths.newDecision({ challenge: 'c' }),
  ]).toMatchInlineSnapshot(`
    [
      "/inloggen?terug=a%2Fb",
      "/uitloggen",
      "/registreren?terug=a%2Fb",
      "/wachtwoord-vergeten",
      "/wachtwoord-herstellen",
      "/werkplek",
      "/werkplek/account",
      "/werkplek/doel",
      "/werkplek/opgaven",
      "/werkplek/opgaven/nieuw",
      "/werkplek/opgaven/a%2Fb",
      "/werkplek/opgaven/a%2Fb/bronnen/c",
      "/werkplek/opgaven/a%2Fb/doelen/c",
      "/werkplek/opgaven/a%2Fb/partijen/c",
      "/werkplek/opgaven/a%2Fb/allianties/c",
      "/werkplek/opgaven/a%2Fb/allianties/c/leden/1",
      "/werkplek/afspraken",
      "/werkplek/afspraken/nieuw",
      "/werkplek/afspraken/a%2Fb",
      "/werkplek/afspraken/a%2Fb/stappen/c",
      "/werkplek/afspraken/a%2Fb/nieuwe-versie",
      "/werkplek/taken/a%2Fb",
      "/werkplek/indicatoren",
      "/werkplek/indicatoren/nieuw?opgave=a%2Fb",
      "/werkplek/indicatoren/a%2Fb",
      "/werkplek/indicatoren/a%2Fb/signalen",
      "/werkplek/indicatoren/a%2Fb/antwoord/c/1",
      "/werkplek/signalen?stand=a%2Fb",
      "/werkplek/signalen/a%2Fb",
      "/werkplek/besluiten/a%2Fb/terugblik",
      "/werkplek/besluiten/a%2Fb/intrekken",
      "/werkplek/weglakken/a%2Fb/c/1",
      "/werkplek/besluiten",
      "/werkplek/besluiten/nieuw",
      "/werkplek/besluiten/a%2Fb",
      "/werkplek/besluiten/a%2Fb/verbeteren",
      "/werkplek/datasets",
      "/werkplek/datasets/nieuw",
      "/werkplek/datasets/a%2Fb",
      "/werkplek/datasets/a%2Fb/grenzen/c",
      "/werkplek/meetreeksen/a%2Fb/oordelen?van=c&tot=1",
      "/werkplek/aanvoer",
      "/werkplek/aanvoer/koppelingen/nieuw?soort=a%2Fb",
      "/werkplek/aanvoer/koppelingen/a%2Fb",
      "/werkplek/aanvoer/cbs/nieuw",
      "/werkplek/aanvoer/cbs/a%2Fb",
      "/werkplek/aanvoer/bronnen/nieuw",
      "/werkplek/aanvoer/bronnen/a%2Fb",
      "/werkplek/aanvoer/bronnen/a%2Fb/wijzigen",
      "/werkplek/aanvoer/bronnen/a%2Fb/broker",
      "/werkplek/aanvoer/geweigerd?dataset=a%2Fb&reden=c",
      "/werkplek/aanvoer/geweigerd/a%2Fb",
      "/werkplek/mandaten",
      "/werkplek/mandaten/nieuw",
      "/werkplek/mandaten/a%2Fb",
      "/werkplek/organisaties/a%2Fb",
      "/werkplek/organisaties/a%2Fb/sleutels",
      "/werkplek/organisaties/a%2Fb/andere",
      "/werkplek/organisaties/a%2Fb/termijnen",
      "/werkplek/organisaties/a%2Fb/webhooks",
      "/werkplek/organisaties/a%2Fb/webhooks/c",
      "/werkplek/besluiten/nieuw?signaal=s",
      "/werkplek/besluiten/nieuw?opgave=c",
    ]
  `)
})
