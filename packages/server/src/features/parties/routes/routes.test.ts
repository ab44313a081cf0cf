import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { signInAs } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'

const CC0 = 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0'

const server = useServer({ MAIL_FOLDER: join(tmpdir(), 'samenspel-test-mail') })
type Headers = { authorization: string }

const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, headers?: Headers, body?: object) =>
  server.request({
    method,
    url: `/api/v1${path}`,
    ...(headers ? { headers } : {}),
    ...(body ? { payload: body } : {}),
  })

describe('organisations', () => {
  it('registers, shows, finds and changes one', async () => {
    const { headers } = await signInAs(server, 'administrator')
    const made = await send('POST', '/organisations', headers, {
      name: 'Waterschap Laagland',
      kind: 'water-board',
      tooi: 'https://identifier.overheid.nl/tooi/id/waterschap/ws0653',
    })
    expect(made.statusCode).toBe(201)
    const { id } = made.json()
    expect(made.headers.location).toBe(`/api/v1/organisations/${id}`)
    expect((await send('GET', `/organisations/${id}`)).json()).toEqual(made.json())
    expect((await send('GET', '/organisations?q=LAAGLAND&kind=water-board')).json().items).toEqual([
      made.json(),
    ])
    const changed = await send('PATCH', `/organisations/${id}`, headers, {
      website: 'https://laagland.example',
    })
    expect(changed.json()).toEqual({ ...made.json(), website: 'https://laagland.example' })
  })

  it('names every mistake in the body at once', async () => {
    const { headers } = await signInAs(server, 'administrator')
    const answer = await send('POST', '/organisations', headers, { name: '', kind: 'club', extra: 1 })
    expect(answer.statusCode).toBe(400)
    const pointers = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers.sort()).toEqual(['/extra', '/kind', '/name'])
  })

  it('refuses a TOOI identifier that does not fit, is taken, or a parent that does not exist', async () => {
    const { headers } = await signInAs(server, 'administrator')
    const post = (body: object) =>
      send('POST', '/organisations', headers, { name: 'Gemeente', kind: 'municipality', ...body })
    const tooi = 'https://identifier.overheid.nl/tooi/id/gemeente/gm9901'
    expect((await post({ tooi: 'gm9901' })).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/tooi' }],
    })
    expect((await post({ tooi })).statusCode).toBe(201)
    expect((await post({ tooi })).statusCode).toBe(409)
    const parentId = '00000000-0000-4000-8000-000000000000'
    expect((await post({ parentId })).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/parentId' }],
    })
  })

  it('pages through the list without gaps or repeats', async () => {
    const { headers } = await signInAs(server, 'administrator')
    for (const name of ['Zaak', 'Zaak', 'Zaad']) {
      await send('POST', '/organisations', headers, { name, kind: 'company' })
    }
    const names: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: { name: string }[]; next: string | null } = (
        await send('GET', `/organisations?q=zaa&pageSize=1${cursor && `&cursor=${cursor}`}`)
      ).json()
      names.push(...page.items.map(({ name }) => name))
      cursor = page.next
    }
    expect(names).toEqual(['Zaad', 'Zaak', 'Zaak'])
  })

  it('lets only its administrator change it, and the one who registered it until it has its own', async () => {
    const registrar = await signInAs(server, 'administrator')
    const stranger = await signInAs(server, 'administrator')
    const { id } = (
      await send('POST', '/organisations', registrar.headers, { name: 'Bedrijf', kind: 'company' })
    ).json()
    const rename = (headers: Headers) => send('PATCH', `/organisations/${id}`, headers, { name: 'Ander' })
    expect((await rename(stranger.headers)).statusCode).toBe(403)
    expect((await rename(registrar.headers)).statusCode).toBe(200)
    const own = await signInAs(server, 'administrator', { organisationId: id })
    expect((await rename(own.headers)).statusCode).toBe(200)
    expect((await rename(registrar.headers)).statusCode).toBe(403)
    const { items } = (await send('GET', '/tokens', own.headers)).json<{ items: { id: string }[] }>()
    await send('DELETE', `/tokens/${items[0]?.id}`, own.headers)
    expect((await rename(registrar.headers)).statusCode).toBe(403)
  })

  it('takes an identifier, which gives rights, only from who runs the platform', async () => {
    const platform = await signInAs(server, 'administrator')
    const post = (headers: Headers, body: object) => send('POST', '/organisations', headers, body)
    const { id } = (await post(platform.headers, { name: 'Gemeente Ander', kind: 'municipality' })).json()
    const { headers } = await signInAs(server, 'administrator', { organisationId: id })
    const tooi = 'https://identifier.overheid.nl/tooi/id/gemeente/gm9902'
    expect((await send('PATCH', `/organisations/${id}`, headers, { tooi })).statusCode).toBe(403)
    expect((await post(headers, { name: 'x', kind: 'municipality', tooi })).statusCode).toBe(403)
    expect((await post(headers, { name: 'Zonder', kind: 'company' })).statusCode).toBe(201)
  })

  it('becomes part of another only by an administrator of that one, or who runs the platform', async () => {
    const platform = await signInAs(server, 'administrator')
    const register = async (name: string, headers: Headers, parentId?: string) =>
      send('POST', '/organisations', headers, { name, kind: 'other', ...(parentId ? { parentId } : {}) })
    const [parent, child] = [
      (await register('Moeder', platform.headers)).json().id,
      (await register('Kind', platform.headers)).json().id,
    ]
    const ofParent = await signInAs(server, 'administrator', { organisationId: parent })
    const ofChild = await signInAs(server, 'administrator', { organisationId: child })
    const join = (headers: Headers, parentId: string | null) =>
      send('PATCH', `/organisations/${child}`, headers, { parentId })
    const refused = await join(ofChild.headers, parent)
    expect(refused.statusCode).toBe(403)
    expect(refused.json().detail).toContain('Moeder')
    expect((await register('Dochter', ofChild.headers, parent)).statusCode).toBe(403)
    expect((await register('Zoon', ofParent.headers, parent)).statusCode).toBe(201)
    await server.database.pool.query('update parties.organisation set parent_id = $1 where id = $2', [
      parent,
      child,
    ])
    expect((await join(ofChild.headers, parent)).statusCode).toBe(200)
    expect((await join(ofChild.headers, null)).statusCode).toBe(200)
    expect((await register('Nicht', platform.headers, parent)).statusCode).toBe(201)
  })
})

describe('members', () => {
  it('invites someone by e-mail, once per role, and takes roles away again', async () => {
    const { headers, organisationId } = await signInAs(server, 'administrator')
    const path = `/organisations/${organisationId}/members`
    const add = (role: string, email = 'Jan@Voorbeeld.nl') => send('POST', path, headers, { email, role })
    const mails = () => server.reports.filter(({ kind }) => kind === 'mail-sent').length
    const before = mails()
    const made = await add('clerk')
    expect(made.json()).toMatchObject({ email: 'jan@voorbeeld.nl', role: 'clerk' })
    expect(made.statusCode).toBe(201)
    await add('clerk')
    expect(mails()).toBe(before + 1)
    await add('data-expert')
    const { personId } = made.json()
    expect((await send('GET', path, headers)).json().items).toHaveLength(2)
    expect((await send('DELETE', `${path}/${personId}?role=clerk`, headers)).statusCode).toBe(204)
    expect((await send('GET', path, headers)).json().items).toMatchObject([{ role: 'data-expert' }])
    await send('DELETE', `${path}/${personId}`, headers)
    expect((await send('GET', path, headers)).json().items).toEqual([])
  })

  it('keeps the last administrator', async () => {
    const { headers, organisationId } = await signInAs(server, 'administrator')
    const path = `/organisations/${organisationId}/members`
    const { personId } = (
      await send('POST', path, headers, { email: 'a@b.nl', role: 'administrator' })
    ).json()
    expect((await send('DELETE', `${path}/${personId}`, headers)).statusCode).toBe(409)
    await send('POST', path, headers, { email: 'b@b.nl', role: 'administrator' })
    expect((await send('DELETE', `${path}/${personId}`, headers)).statusCode).toBe(204)
  })

  it('shows members to no other organisation', async () => {
    const { organisationId } = await signInAs(server, 'administrator')
    const { headers } = await signInAs(server, 'administrator')
    expect((await send('GET', `/organisations/${organisationId}/members`, headers)).statusCode).toBe(403)
  })
})

describe('tokens', () => {
  it('shows the secret once, works, and is useless after it is revoked', async () => {
    const { headers, organisationId } = await signInAs(server, 'administrator')
    const made = await send('POST', '/tokens', headers, {
      name: 'Weerstation',
      organisationId,
      role: 'data-expert',
      purpose: 'https://w3id.org/dpv#PublicBenefit',
      expiresAt: '2026-04-01T00:00:00Z',
    })
    expect(made.statusCode).toBe(201)
    const { id, secret } = made.json()
    const own = { authorization: `Bearer ${secret}` }
    expect((await send('GET', '/me', own)).json()).toEqual({
      kind: 'token',
      name: 'Weerstation',
      purpose: 'https://w3id.org/dpv#PublicBenefit',
      singleSignOn: false,
      memberships: [
        { organisation: { id: organisationId, name: 'Gemeente Waterrijk' }, role: 'data-expert' },
      ],
    })
    const list = await send('GET', '/tokens', headers)
    expect(list.json().items[0]).toMatchObject({ id, expiresAt: '2026-04-01T00:00:00.000Z', datasetId: null })
    expect(list.body).not.toContain('secret')
    expect((await send('DELETE', `/tokens/${id}`, headers)).statusCode).toBe(204)
    expect((await send('GET', '/me', own)).statusCode).toBe(401)
    expect((await send('DELETE', `/tokens/${id}`, headers)).statusCode).toBe(404)
  })

  it('refuses an end in the past and an organisation of others', async () => {
    const { headers, organisationId } = await signInAs(server, 'administrator')
    const other = await signInAs(server, 'clerk')
    const post = (body: object) => send('POST', '/tokens', headers, { name: 'x', role: 'clerk', ...body })
    const past = await post({ organisationId, expiresAt: '2020-01-01T00:00:00Z' })
    expect(past.json()).toMatchObject({ status: 400, errors: [{ pointer: '/expiresAt' }] })
    const { organisationId: registered } = other
    await signInAs(server, 'administrator', { organisationId: registered })
    expect((await post({ organisationId: registered })).statusCode).toBe(403)
    const unknown = await post({ organisationId: '00000000-0000-4000-8000-000000000000' })
    expect(unknown.json()).toMatchObject({ status: 400, errors: [{ pointer: '/organisationId' }] })
  })

  it('binds a token to a dataset of its own organisation only, and never an administrator', async () => {
    const { headers, organisationId } = await signInAs(server, 'administrator')
    const other = await signInAs(server, 'administrator')
    const makeDataset = async (by: Headers): Promise<string> => {
      const made = await send('POST', '/datasets', by, {
        title: 'Tuinmetingen',
        licence: CC0,
        access: 'open',
        theme: 'environment',
        contact: 'data@waterrijk.example',
      })
      return made.json().id
    }
    const own = await makeDataset(headers)
    const foreign = await makeDataset(other.headers)
    const post = (body: object) =>
      send('POST', '/tokens', headers, { name: 'x', organisationId, role: 'data-expert', ...body })
    expect((await post({ datasetId: foreign })).json().errors).toMatchObject([{ pointer: '/datasetId' }])
    expect((await post({ datasetId: crypto.randomUUID() })).statusCode).toBe(400)
    const strong = await post({ datasetId: own, role: 'administrator' })
    expect(strong.json().errors).toMatchObject([{ pointer: '/role' }])
    const bound = await post({ datasetId: own })
    expect(bound.statusCode).toBe(201)
    const limited = { authorization: `Bearer ${bound.json().secret}` }
    const begin = (dataset: string) =>
      send('POST', '/observation-uploads', limited, { dataset, format: 'csv' })
    const began = await begin(own)
    expect([began.statusCode, began.body]).toEqual([201, expect.anything()])
    expect((await begin(await makeDataset(headers))).statusCode).toBe(403)
    expect((await begin(foreign)).statusCode).toBe(403)
  })

  it('makes from a token that ends none that lives longer', async () => {
    const { headers, organisationId } = await signInAs(server, 'administrator')
    const post = async (sender: Headers, body: object) =>
      (
        await send('POST', '/tokens', sender, { name: 'x', role: 'administrator', organisationId, ...body })
      ).json()
    const expiresAt = '2026-04-01T00:00:00.000Z'
    const ends = { authorization: `Bearer ${(await post(headers, { expiresAt })).secret}` }
    expect(await post(ends, {})).toMatchObject({ expiresAt })
    expect(await post(ends, { expiresAt: '2027-01-01T00:00:00Z' })).toMatchObject({ expiresAt })
    expect(await post(headers, {})).toMatchObject({ expiresAt: null })
  })

  it('pages through tokens that were made in the same moment', async () => {
    const { headers, organisationId } = await signInAs(server, 'administrator')
    for (let count = 0; count < 3; count += 1) await signInAs(server, 'clerk', { organisationId })
    const seen = new Set<string>()
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: { id: string; name: string }[]; next: string | null } = (
        await send('GET', `/tokens?pageSize=1${cursor && `&cursor=${cursor}`}`, headers)
      ).json()
      for (const { id } of page.items) seen.add(id)
      cursor = page.next
    }
    expect(seen.size).toBe(4)
  })
})

describe('mandates', () => {
  const body = (organisationId: string) => ({
    organisationId,
    function: 'Wethouder Leefomgeving',
    holderName: 'A. de Vries',
    subject: 'Maatregelen tegen hitte en wateroverlast',
    field: 'environment',
    maximumAmount: 50_000.5,
    since: '2026-01-01',
    basis: 'Mandaatbesluit 2026, artikel 4',
  })

  it('lose neither of two changes at once, such as their end', async () => {
    const { headers, organisationId } = await signInAs(server, 'clerk')
    const { id } = (await send('POST', '/mandates', headers, body(organisationId))).json()
    let second: ReturnType<typeof send> | undefined
    await server.database.db.transaction().execute(async (transaction) => {
      await sql`update parties.mandate set until = '2026-06-30' where id = ${id}`.execute(transaction)
      second = send('PATCH', `/mandates/${id}`, headers, { function: 'Wethouder' })
      // Time to come to the row; where it does not, there is nothing to lose.
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    expect((await second)?.json()).toMatchObject({ function: 'Wethouder', until: '2026-06-30' })
  })

  it('is kept by clerks of the organisation and read by anyone', async () => {
    const { headers, organisationId } = await signInAs(server, 'clerk')
    const made = await send('POST', '/mandates', headers, body(organisationId))
    expect(made.statusCode).toBe(201)
    const expected = {
      ...body(organisationId),
      id: made.json().id,
      organisationName: 'Gemeente Waterrijk',
      holderPersonId: null,
      until: null,
      basisUrl: null,
      deputy: null,
      deputyName: null,
      revision: expect.any(String),
    }
    expect((await send('GET', `/mandates/${expected.id}`)).json()).toEqual(expected)
    const ended = await send('PATCH', `/mandates/${expected.id}`, headers, { until: '2026-06-30' })
    expect(ended.json()).toEqual({ ...expected, until: '2026-06-30' })
    const list = async (query: string) =>
      (await send('GET', `/mandates?organisationId=${organisationId}&${query}`)).json().items.length
    expect(await list('field=environment&validOn=2026-06-30')).toBe(1)
    expect(await list('field=water')).toBe(0)
    expect(await list('validOn=2026-07-01')).toBe(0)
  })

  it('is not kept by others, nor with an end before its start', async () => {
    const clerk = await signInAs(server, 'clerk')
    const other = await signInAs(server, 'clerk')
    const { organisationId } = clerk
    expect((await send('POST', '/mandates', other.headers, body(organisationId))).statusCode).toBe(403)
    const early = await send('POST', '/mandates', clerk.headers, {
      ...body(organisationId),
      until: '2025-12-31',
    })
    expect(early.json()).toMatchObject({ status: 400, errors: [{ pointer: '/until' }] })
    const holderPersonId = '00000000-0000-4000-8000-000000000000'
    const nobody = await send('POST', '/mandates', clerk.headers, { ...body(organisationId), holderPersonId })
    expect(nobody.json()).toMatchObject({ status: 400, errors: [{ pointer: '/holderPersonId' }] })
  })
})
