import { describe, expect, it } from 'vitest'
import { signInAs } from '../../testing/actors.ts'
import type { Agreement } from './schema/agreements.ts'
import { useAgreements } from './testing/world.ts'

const { server, world, send, registerMandate, permission, draft, sign, agree, told } = useAgreements()
const reason = 'Er is een lek gevonden in het systeem.'

async function read(slug: string, actor?: Parameters<typeof send>[3]) {
  return (await send('GET', `agreements/${slug}`, undefined, actor)).json<Agreement>()
}

describe('an agreement', () => {
  it('goes from draft to offer to active, with who signed for it', async () => {
    const { slug, id, state } = await draft()
    expect(state).toBe('draft')
    expect((await sign(slug, 'offer', world().municipality)).json()).toMatchObject({ state: 'offered' })
    const answer = await sign(slug, 'acceptance', world().healthService, { version: 1 })
    expect(answer.json()).toMatchObject({
      state: 'active',
      versionInForce: 1,
      parties: [
        { name: 'Gemeente Waterrijk', gives: true, receives: false, answer: 'accepted' },
        { name: 'GGD', gives: false, receives: true, answer: 'accepted' },
      ],
      steps: [
        { kind: 'offered', organisationName: 'Gemeente Waterrijk', at: '2026-03-02T10:00:00.000Z' },
        {
          kind: 'accepted',
          organisationName: 'GGD',
          signature: { function: 'directeur Data', signerName: 'Persoon', basis: 'Mandaatbesluit 2026' },
        },
      ],
    })
    const { municipality, healthService, datasetId } = world()
    expect(await told(id)).toEqual([
      {
        agreementId: id,
        datasetIds: [datasetId],
        partyIds: [municipality.organisationId, healthService.organisationId].sort(),
      },
    ])
  })

  it('is not offered as long as something is missing, and says all of it at once', async () => {
    const { slug } = await draft({ why: ' ', permissions: [], validThrough: '2026-03-01T00:00:00Z' })
    const stranger = await registerMandate(world().municipality.organisationId, { field: 'water' })
    const answer = await sign(slug, 'offer', { ...world().municipality, mandateId: stranger })
    expect(answer.statusCode).toBe(422)
    const { errors } = answer.json<{ errors: { pointer: string }[] }>()
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/mandateId',
      '/ownerId',
      '/permissions',
      '/validThrough',
      '/why',
    ])
  })

  it('tells who writes it what it would say and what is missing, and keeps nothing of that', async () => {
    const { slug } = await draft()
    const before = await read(slug, world().municipality.officer)
    const attempt = (change: object, actor = world().municipality.officer) =>
      send('POST', `agreements/${slug}/trial`, change, actor)
    const { sentences, missing } = (await attempt({ title: before.title })).json()
    expect(sentences).toEqual(before.sentences)
    expect(missing).toEqual([])
    const empty = (await attempt({ why: ' ', permissions: [] })).json<{ missing: { pointer: string }[] }>()
    expect(empty.missing.map(({ pointer }) => pointer).sort()).toEqual(['/ownerId', '/permissions', '/why'])
    const [first] = before.permissions
    const coarser = (await attempt({ permissions: [{ ...first, place: '500m' }] })).json()
    expect(coarser.sentences.nl.join(' ')).toContain('500')
    expect(await read(slug, world().municipality.officer)).toEqual(before)
    expect((await attempt({ title: 'x' }, await signInAs(server, 'data-expert'))).statusCode).toBe(404)
    await sign(slug, 'offer', world().municipality)
    expect((await attempt({ title: before.title })).statusCode).toBe(409)
  })

  it('is declined with a reason, and can be offered again as a new version', async () => {
    const { slug } = await draft()
    await sign(slug, 'offer', world().municipality)
    const declined = await sign(slug, 'refusal', world().healthService, { version: 1, reason })
    expect(declined.json()).toMatchObject({ state: 'declined', parties: [{}, { answer: 'declined' }] })
    const late = await sign(slug, 'acceptance', world().healthService, { version: 1 })
    expect(late.statusCode).toBe(409)
    await send('POST', `agreements/${slug}/versions`, { reason }, world().municipality.officer)
    expect(await agree(slug, 2)).toMatchObject({ state: 'active', version: 2 })
  })

  it('stays in force until all have accepted the next version', async () => {
    const { slug, id } = await draft()
    await agree(slug)
    const { officer } = world().municipality
    await send('POST', `agreements/${slug}/versions`, { reason }, officer)
    await send('PATCH', `agreements/${slug}`, { validThrough: '2027-01-01T00:00:00+01:00' }, officer)
    await sign(slug, 'offer', world().municipality)
    expect(await read(slug, officer)).toMatchObject({
      state: 'active',
      version: 2,
      versionState: 'offered',
      versionInForce: 1,
    })
    expect(await read(slug)).toMatchObject({ version: 1, history: [{ version: 1 }] })
    server.now = new Date('2026-03-03T10:00:00Z')
    await sign(slug, 'acceptance', world().healthService, { version: 2 })
    expect(await read(slug)).toMatchObject({ version: 2, versionInForce: 2, history: [{}, {}] })
    expect(await told(id)).toHaveLength(2)
  })

  it('is stopped at once, resumed by who stopped it, and ended for good', async () => {
    const { slug, id } = await draft()
    await agree(slug)
    const { municipality, healthService } = world()
    const suspended = await sign(slug, 'suspension', healthService, { reason })
    expect(suspended.json()).toMatchObject({ state: 'suspended', versionInForce: null })
    expect((await sign(slug, 'suspension', healthService, { reason })).statusCode).toBe(409)
    expect((await sign(slug, 'resumption', municipality)).statusCode).toBe(409)
    const inDutch = (party: typeof municipality): typeof municipality => ({
      ...party,
      decider: { ...party.decider, headers: { ...party.decider.headers, 'accept-language': 'nl' } },
    })
    // The words of the screens.
    const twice = await sign(slug, 'suspension', inDutch(healthService), { reason })
    expect(twice.json().detail).toBe('Uw organisatie heeft deze afspraak al stilgezet.')
    const other = await sign(slug, 'resumption', inDutch(municipality))
    expect(other.json().detail).toMatch(/^Uw organisatie heeft deze afspraak niet stilgezet\./)
    expect((await sign(slug, 'resumption', healthService)).json()).toMatchObject({ state: 'active' })
    expect((await sign(slug, 'end', municipality, { reason })).json()).toMatchObject({
      state: 'ended',
      endedAt: '2026-03-02T10:00:00.000Z',
      steps: [{}, {}, { kind: 'suspended', reason }, { kind: 'resumed' }, { kind: 'ended', reason }],
    })
    expect(await read(slug)).toMatchObject({ state: 'ended', version: 1 })
    expect(await told(id)).toHaveLength(4)
    for (const step of ['suspension', 'end']) {
      expect((await sign(slug, step, municipality, { reason })).statusCode).toBe(409)
    }
    const again = await send('POST', `agreements/${slug}/versions`, { reason }, municipality.officer)
    expect(again.statusCode).toBe(409)
  })

  it('is not held up by who is no party to the version that counts', async () => {
    const { municipality, healthService, waterBoard } = world()
    const { slug } = await draft()
    await agree(slug)
    await sign(slug, 'suspension', healthService, { reason })
    await send('POST', `agreements/${slug}/versions`, { reason }, municipality.officer)
    const organisationIds = [waterBoard.organisationId]
    await send(
      'PATCH',
      `agreements/${slug}`,
      { permissions: [permission({ organisationIds })], validFrom: '2026-03-04T00:00:00Z' },
      municipality.officer,
    )
    await sign(slug, 'offer', municipality)
    const next = await sign(slug, 'acceptance', waterBoard, { version: 2 })
    const suspendedBy = [healthService.organisationId]
    expect(next.json()).toMatchObject({ state: 'suspended', versionInForce: null, suspendedBy })
    server.now = new Date('2026-03-04T00:00:00Z')
    expect(await read(slug)).toMatchObject({ state: 'active', versionInForce: 2, suspendedBy: [] })
  })

  it('is not begun, in force and over by the moment itself', async () => {
    const { slug } = await draft({
      validFrom: '2026-04-01T00:00:00+02:00',
      validThrough: '2026-05-01T00:00:00+02:00',
    })
    expect(await agree(slug)).toMatchObject({ state: 'accepted', versionInForce: null })
    const at = async (moment: string) => {
      server.now = new Date(moment)
      return (await read(slug)).state
    }
    expect(await at('2026-03-31T21:59:59Z')).toBe('accepted')
    expect(await at('2026-03-31T22:00:00Z')).toBe('active')
    expect(await at('2026-04-30T21:59:59Z')).toBe('active')
    expect(await at('2026-04-30T22:00:00Z')).toBe('ended')
    expect((await sign(slug, 'suspension', world().municipality, { reason })).statusCode).toBe(409)
  })

  it('cannot be accepted any more when its time is over', async () => {
    const { slug } = await draft({ validThrough: '2026-03-03T00:00:00Z' })
    await sign(slug, 'offer', world().municipality)
    server.now = new Date('2026-03-04T00:00:00Z')
    const answer = await sign(slug, 'acceptance', world().healthService, { version: 1 })
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/version' }] })
  })
})

describe('parties that sign at the same time', () => {
  it('bring an agreement in force once', async () => {
    const { municipality, healthService, waterBoard } = world()
    const organisationIds = [healthService.organisationId, waterBoard.organisationId]
    const { slug, id } = await draft({ permissions: [permission({ organisationIds })] })
    await sign(slug, 'offer', municipality)
    const accept = (party: typeof waterBoard) => sign(slug, 'acceptance', party, { version: 1 })
    const answers = await Promise.all([healthService, waterBoard, waterBoard].map(accept))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 409])
    expect(await read(slug)).toMatchObject({ state: 'active' })
    expect(await told(id)).toHaveLength(1)
  })

  it('do not accept what another has declined', async () => {
    const { municipality, healthService, waterBoard } = world()
    const organisationIds = [healthService.organisationId, waterBoard.organisationId]
    const { slug, id } = await draft({ permissions: [permission({ organisationIds })] })
    await sign(slug, 'offer', municipality)
    const answers = await Promise.all([
      sign(slug, 'refusal', healthService, { version: 1, reason }),
      sign(slug, 'acceptance', waterBoard, { version: 1 }),
    ])
    expect(answers[0]?.statusCode).toBe(200)
    expect(await read(slug, municipality.officer)).toMatchObject({ state: 'declined', versionInForce: null })
    expect(await told(id)).toEqual([])
  })
})

describe('who signs', () => {
  it('is a person, not a key', async () => {
    const { slug } = await draft()
    const { organisationId, mandateId } = world().municipality
    const key = await signInAs(server, 'decision-maker', { organisationId })
    const answer = await send('POST', `agreements/${slug}/offer`, { mandateId }, key)
    expect(answer.statusCode).toBe(403)
  })

  it('is of a party, with a mandate of that party that holds on that day', async () => {
    const { municipality, healthService, waterBoard } = world()
    const { slug } = await draft()
    await sign(slug, 'offer', municipality)
    const accept = (party: typeof municipality, change: object = {}) =>
      sign(slug, 'acceptance', party, { version: 1, ...change })
    expect((await accept(waterBoard)).statusCode).toBe(404)
    expect((await accept(municipality)).statusCode).toBe(409)
    const foreign = await accept(healthService, { mandateId: waterBoard.mandateId })
    expect(foreign.json()).toMatchObject({ status: 422, errors: [{ pointer: '/mandateId' }] })
    const until = '2026-03-01'
    const ended = await registerMandate(healthService.organisationId, { until })
    const late = await accept(healthService, { mandateId: ended })
    expect(late.json()).toMatchObject({ status: 422, errors: [{ pointer: '/mandateId' }] })
    expect((await accept(healthService, { version: 2 })).statusCode).toBe(409)
    expect((await accept({ ...healthService, decider: healthService.officer })).statusCode).toBe(403)
    expect((await accept(healthService)).statusCode).toBe(200)
    expect((await sign(slug, 'end', waterBoard, { reason })).statusCode).toBe(403)
  })

  it('signs the text that was read', async () => {
    const { slug, revision } = await draft()
    await send('PATCH', `agreements/${slug}`, { why: 'Om iets anders.' }, world().municipality.officer)
    expect((await sign(slug, 'offer', world().municipality, { revision })).statusCode).toBe(409)
  })
})
