import { beforeAll, expect, it, vi } from 'vitest'
import { fillStreet } from './testing/example-street.ts'
import { useSite } from './testing/site.ts'

// A name that no network knows: a connector to it fails at once.
const site = useSite({ CONNECTOR_HOSTS: 'metingen.example' })
const EMAIL = 'w.de.vries@waterrijk.example'
const PASSWORD = 'een warme zomer aan het water'
const ROLES = ['administrator', 'policy-officer', 'data-expert', 'decision-maker', 'clerk']
const KINDS = ['sensorthings', 'sensor-community', 'opensensemap', 'knmi', 'luchtmeetnet']

/** Every page with a form; what a form of one takes away is not needed by those after it. */
const pages: string[] = []
let cookie = ''

/** Sends a request without following where it leads. */
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${site.url}${path}`, { redirect: 'manual', ...init })

const postJson = (path: string, body: object) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

beforeAll(async () => {
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  const organisationId = items[0]?.id ?? ''
  await fillStreet(site, Date.now())
  for (const role of ROLES) {
    await site.ask('POST', `/api/v1/organisations/${organisationId}/members`, { email: EMAIL, role })
  }
  pages.push(
    ...[
      '/inloggen',
      '/registreren',
      '/wachtwoord-vergeten',
      '/wachtwoord-herstellen?token=x',
      '/en/inloggen',
    ],
    ...(await makeLoop()),
    ...(await makeAgreements()),
    ...(await makeIntake()),
    ...['/werkplek/account', '/mijn/gegevens/wissen?token=x', '/werkplek/meetreeksen/1/oordelen'],
    ...['/werkplek/mandaten/nieuw', '/en/werkplek/opgaven/nieuw', await findStation()],
    ...['/andere', '/sleutels', ''].map((page) => `/werkplek/organisaties/${organisationId}${page}`),
  )
  await choosePassword()
  cookie = await signIn()
  expect(cookie).not.toBe('')
}, 300_000)

/** A challenge with all that belongs to it. */
async function makeLoop(): Promise<string[]> {
  const challenge = await site.ask('POST', '/api/v1/challenges', { title: 'Hitte in de stad' })
  const { id: challengeId, slug } = challenge as { id: string; slug: string }
  const decision = await site.ask('POST', '/api/v1/decisions', { challengeId, title: 'Bomen' })
  const indicator = await site.ask('POST', '/api/v1/indicators', {
    title: 'Warmte',
    unit: '°C',
    property: 'temperature',
    statistic: 'mean',
    period: 'day',
    level: 'municipality',
  })
  const parts = ['bronnen', 'doelen', 'partijen'].map((part) => `opgaven/${slug}/${part}/nieuw`)
  return [
    ...['opgaven/nieuw', `opgaven/${slug}`, ...parts, 'indicatoren/nieuw', `indicatoren/${indicator.slug}`],
    ...[`besluiten/nieuw?opgave=${challengeId}`, `besluiten/${decision.slug}`],
  ].map((page) => `/werkplek/${page}`)
}

/** An alliance with a member, and the draft of an agreement with a rule of each kind. */
async function makeAgreements(): Promise<string[]> {
  const challenge = (await site.ask('POST', '/api/v1/challenges', { title: 'Natte kelders' })) as {
    id: string
    slug: string
    ownerId: string
  }
  const challengeId = challenge.id
  const alliance = await site.ask('POST', '/api/v1/alliances', { challengeId, title: 'Droog' })
  const member = await site.ask('POST', `/api/v1/alliances/${alliance.slug}/members`, {
    organisationId: challenge.ownerId,
    role: 'lead',
    enteredOn: '2026-01-01',
    contributions: [{ kind: 'data', text: 'Meet het grondwater.' }],
  })
  const rule = {
    organisationIds: [challenge.ownerId],
    ...{ roles: [], datasetIds: [], properties: [], actions: ['read'], challengeIds: [], purposes: [] },
    ...{ from: null, until: null },
  }
  const duty = { kind: 'delete', before: null, afterDays: 30 }
  const limits = { retentionDays: null, areaCodes: [], fields: [], minimumGroup: null }
  const precision = { place: 'exact', time: 'raw', delayMinutes: 0 }
  const agreement = await site.ask('POST', '/api/v1/agreements', {
    challengeId,
    title: 'Grondwater',
    permissions: [{ id: 'wel', ...rule, ...limits, ...precision, duties: [{ id: 'plicht', ...duty }] }],
    prohibitions: [{ id: 'niet', ...rule }],
    obligations: [{ id: 'altijd', ...duty, organisationIds: [], datasetIds: [] }],
  })
  const alliances = `opgaven/${challenge.slug}/allianties`
  return [
    ...[`afspraken/${agreement.slug}/stappen/aanbieden`, `afspraken/${agreement.slug}/nieuwe-versie`],
    ...[`afspraken/nieuw?opgave=${challengeId}`, `afspraken/${agreement.slug}`],
    ...[`${alliances}/nieuw`, `${alliances}/${alliance.slug}/leden/nieuw`],
    ...[`${alliances}/${alliance.slug}/leden/${member.id}`, `${alliances}/${alliance.slug}`],
  ].map((page) => `/werkplek/${page}`)
}

/** Datasets, a connector, and messages that could not be stored. */
async function makeIntake(): Promise<string[]> {
  const { items } = (await site.ask('GET', '/api/v1/datasets')) as { items: { id: string; slug: string }[] }
  const [dataset] = items
  const connector = await site.ask('POST', '/api/v1/connectors', {
    dataset: dataset?.id,
    name: 'Tuinen van de buren',
    intervalMinutes: 60,
    settings: { kind: 'sensorthings', root: 'https://metingen.example/v1.1' },
  })
  const source = await site.ask('POST', '/api/v1/inbound-sources', {
    name: 'Sensoren in bomen',
    kind: 'chirpstack',
    mapping: [{ field: 'temperature', property: 'temperature', unit: 'Cel' }],
  })
  for (const rubbish of ['een', 'twee']) {
    await site.ask('POST', `/api/v1/inbound-sources/${source.id}/uplinks?event=up`, { fCnt: 1, rubbish })
  }
  const table = { name: 'Kerncijfers', table: '85984NED', municipalities: ['GM0193'], year: 2024 }
  const statLine = await site.ask('POST', '/api/v1/statline-tables', table)
  type Letters = { items: { id: string; datasetId: string; reason: string }[] }
  const letters = (await site.ask('GET', '/api/v1/dead-letters')) as Letters
  const [letter] = letters.items
  return [
    ...['datasets/nieuw', `datasets/${dataset?.slug}`, `datasets/${dataset?.slug}/grenzen/temperature`],
    ...KINDS.map((kind) => `aanvoer/koppelingen/nieuw?soort=${kind}`),
    ...['/wijzigen', '/broker', ''].map((page) => `aanvoer/bronnen/${source.id}${page}`),
    ...['aanvoer/bronnen/nieuw', `aanvoer/koppelingen/${connector.id}`],
    ...['aanvoer/cbs/nieuw', `aanvoer/cbs/${statLine.id}`],
    `aanvoer/geweigerd/${letter?.id}`,
    `aanvoer/geweigerd?dataset=${letter?.datasetId}&reden=${letter?.reason}`,
  ].map((page) => `/werkplek/${page}`)
}

async function findStation(): Promise<string> {
  const { value } = (await site.ask('GET', '/sta/v1.1/Things')) as { value: { '@iot.id': number }[] }
  return `/meetpunten/${value[0]?.['@iot.id']}`
}

/** Lets someone with a first role choose a password: each role has a message too, so the one for it is looked for. */
async function choosePassword(): Promise<void> {
  await postJson('/api/auth/request-password-reset', { email: EMAIL, redirectTo: '/wachtwoord-herstellen' })
  const link = await vi.waitFor(
    async () => {
      const texts = await site.mailbox.read(EMAIL)
      const found = texts.flatMap((text) => /https?:\/\/\S*reset-password\S*/.exec(text) ?? []).at(-1)
      if (found === undefined) throw new Error('There is no message with a link yet.')
      return new URL(found)
    },
    { timeout: 20_000 },
  )
  const { headers } = await ask(link.pathname + link.search)
  const token = new URL(headers.get('location') ?? '', site.url).searchParams.get('token')
  await postJson('/api/auth/reset-password', { token, newPassword: PASSWORD })
}

async function signIn(): Promise<string> {
  const { headers } = await postJson('/api/auth/sign-in/email', { email: EMAIL, password: PASSWORD })
  const set = headers.getSetCookie().map((each) => each.split(';')[0])
  return set.length === 0 ? cookie : set.join('; ')
}

type Fields = [name: string, value: string][]
type Form = { action: string; fields: Fields }

/** The forms that a page sends, with what is in their fields. */
function readForms(html: string, page: string): Form[] {
  const forms = html.match(/<form[^>]*method="post"[\s\S]*?<\/form>/gi) ?? []
  return forms.map((form) => ({
    action: /^<form[^>]*\saction="([^"]*)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? page,
    fields: [...form.matchAll(/<(?:input|select|textarea|button)[^>]*\sname="([^"]+)"[^>]*>/g)].map(
      ([tag, name = '']) => [name, /\svalue="([^"]*)"/.exec(tag)?.[1] ?? ''],
    ),
  }))
}

const ODD = [
  '',
  ' ',
  'x'.repeat(30_000),
  'a\0b',
  '\ud800',
  "'; drop table parties.person; --",
  '<script>alert(1)</script>',
  '-1',
  '1e400',
  '9223372036854775808',
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  'javascript:alert(1)',
  '{"a":1}',
  '[]',
]
const STRANGE: Fields = [
  ['__proto__', 'x'],
  ['constructor.prototype.title', 'x'],
  ['options.999999.title', 'x'],
  ['goals.0.title.0.x.y.z', 'x'],
  ['title[]', 'x'],
  ['do', 'onbekend'],
  ['add', 'onbekend'],
  ['remove', 'options.99'],
  ['remove', '__proto__.0'],
  ['onbekend', 'x'],
  ['x'.repeat(1000), 'x'],
]

type Spoilt = { name: string; sent: Fields }

/** What can be wrong with a form whatever its fields mean. */
function* spoilAll(fields: Fields): Generator<Spoilt> {
  yield { name: 'nothing in it', sent: [] }
  yield { name: 'everything twice', sent: [...fields, ...fields] }
  for (const extra of STRANGE) yield { name: `also ${extra[0].slice(0, 30)}`, sent: [...fields, extra] }
  for (const value of ODD) {
    yield { name: `all ${value.slice(0, 20)}`, sent: fields.map(([name]) => [name, value]) }
  }
}

/** What can be wrong with each field. */
function* spoilEach(fields: Fields): Generator<Spoilt> {
  for (const field of new Set(fields.map(([name]) => name))) {
    yield { name: `without ${field}`, sent: fields.filter(([name]) => name !== field) }
    for (const value of ODD) {
      const sent: Fields = fields.map(([name, old]) => [name, name === field ? value : old])
      yield { name: `${field} is ${value.slice(0, 20)}`, sent }
    }
  }
}

it('answers every form with a page, whatever is sent and by whom', async () => {
  const faults: string[] = []
  const bare: string[] = []
  const known = new Set<string>()
  let sent = 0
  const send = async (who: 'official' | 'stranger', { action }: Form, { name, sent: values }: Spoilt) => {
    const answer = await ask(action, {
      method: 'POST',
      headers: { ...(who === 'official' && { cookie }), origin: site.url },
      body: new URLSearchParams(values),
    })
    sent += 1
    const fault = findFault(answer, await answer.text())
    if (fault) faults.push(`${who} · ${action}: ${name} → ${answer.status} ${fault}`)
    // Signing out, or in as another, would make strangers of all that follow.
    if (answer.headers.getSetCookie().length > 0) cookie = await signIn()
  }
  for (const page of pages) {
    const shown = [{ cookie }, {}].map(async (headers) => (await ask(page, { headers })).text())
    const forms = (await Promise.all(shown)).flatMap((html) => readForms(html, page))
    if (!forms.some(({ action }) => action.split('?')[0] === page.split('?')[0])) bare.push(page)
    for (const form of forms) {
      // One button for each row of a list, or a form in the frame of every page, is one form.
      const key = JSON.stringify([form.action, form.fields.map(([name]) => name)])
      if (known.has(key)) continue
      known.add(key)
      for (const spoilt of spoilAll(form.fields)) {
        await send('official', form, spoilt)
        await send('stranger', form, spoilt)
      }
      for (const spoilt of spoilEach(form.fields)) {
        await send('official', form, spoilt)
        // In the workspace what a stranger sends is only given back: no field means anything.
        if (!form.action.includes('/werkplek')) await send('stranger', form, spoilt)
      }
    }
  }
  expect({ faults, bare }).toEqual({ faults: [], bare: [] })
  expect(sent).toBeGreaterThan(3000)
}, 1_200_000)

/** What is wrong with an answer to a form; nothing when it leads on within the site or says what was wrong. */
function findFault({ status, headers }: Response, text: string): string | undefined {
  const where = headers.get('location') ?? ''
  if (status >= 500) return 'is a failure'
  if (status >= 300 && status < 400)
    return /^\/(?![/\\])/.test(where) ? undefined : `leads elsewhere: ${where}`
  if (!headers.get('content-type')?.startsWith('text/html')) return 'is no page'
  if ([400, 409, 422].includes(status) && !text.includes('sp-mistakes')) return 'does not say what is wrong'
  return text.includes('<script>alert(1)</script>') ? 'runs what was typed' : undefined
}
