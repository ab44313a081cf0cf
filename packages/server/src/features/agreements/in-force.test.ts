import {
  ACTIONS,
  DUTY_ACTIONS,
  decideAccess,
  type Iri,
  LEFT_OPERANDS,
  profileAt,
  readAgreement,
  type StateOfTheWorld,
} from '@samenspel/standards/odrl'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { irisAt, listAgreementsInForce, listDutyStates } from './index.ts'
import { tellMoments } from './store/changes.ts'
import { useAgreements } from './testing/world.ts'

const { server, world, send, must, permission, draft, sign, agree, told } = useAgreements()
const reason = 'Er is een lek gevonden in het systeem.'
const publicUrl = 'https://waterrijk.example'
const iris = irisAt(publicUrl)

/** What a party may do with the dataset of the world, as the access plan will ask. */
async function ask(change: { property?: string; partyId?: string; purpose?: Iri } = {}) {
  const { healthService, datasetId, challengeId } = world()
  const { db } = server.database
  const { partyId = healthService.organisationId, purpose = iris.challenge(challengeId) } = change
  const now = server.now
  const datasetIds = [datasetId]
  const agreements = await listAgreementsInForce(db, { partyIds: [partyId], datasetIds, now, publicUrl })
  const dataset = iris.dataset(datasetId)
  const target = change.property === undefined ? dataset : iris.property(datasetId, change.property)
  const state: StateOfTheWorld = {
    now: now.toISOString(),
    partOf: new Map([[dataset, []], ...(target === dataset ? [] : [[target, [dataset]] as const])]),
    broader: new Map(),
    values: new Map(),
    about: new Map(),
    duties: await listDutyStates(db, { partyId, agreements, publicUrl }),
  }
  const request = { uid: `${publicUrl}/request`, action: ACTIONS.read.iri, roles: [], target, purpose }
  return decideAccess(agreements, { ...request, party: iris.organisation(partyId) }, state)
}

/** Ends what was agreed in an earlier test, so that it permits nothing in the next. */
async function endAll() {
  await sql`update agreements.agreement set ended_at = ${server.now} where ended_at is null`.execute(
    server.database.db,
  )
}

describe('what the access plan gets', () => {
  it('permits as agreed, from acceptance until the moment it stops', async () => {
    const rule = permission({ place: '500m', time: 'hour', delayMinutes: 90, minimumGroup: 5 })
    const { slug } = await draft({ permissions: [rule], validThrough: '2026-05-01T00:00:00+02:00' })
    expect((await ask()).outcome).toBe('deny')
    await sign(slug, 'offer', world().municipality)
    expect((await ask()).outcome).toBe('deny')
    await sign(slug, 'acceptance', world().healthService, { version: 1 })
    expect(await ask()).toMatchObject({
      outcome: 'allow',
      alternatives: [
        {
          transformations: { place: '500m', time: 'hour', delayMinutes: 90, minimumGroup: 5, areas: null },
        },
      ],
    })
    expect((await ask({ partyId: world().waterBoard.organisationId })).outcome).toBe('deny')
    expect((await ask({ purpose: `${publicUrl}/marketing` })).outcome).toBe('deny')
    await sign(slug, 'suspension', world().healthService, { reason })
    expect((await ask()).outcome).toBe('deny')
    await sign(slug, 'resumption', world().healthService)
    expect((await ask()).outcome).toBe('allow')
    server.now = new Date('2026-04-30T22:00:00Z')
    expect((await ask()).outcome).toBe('deny')
  })

  it('permits one observed property, and forbids what is prohibited', async () => {
    await endAll()
    const { duties: _d, ...rule } = permission()
    const { retentionDays: _r, areaCodes: _a, fields: _f, minimumGroup: _m, ...rest } = rule
    const { place: _p, time: _t, delayMinutes: _y, ...prohibition } = rest
    const { slug } = await draft({
      permissions: [permission({ properties: ['pm25', 'geluid & co'] })],
      prohibitions: [{ ...prohibition, id: 'niet-geluid', properties: ['geluid & co'] }],
    })
    await agree(slug)
    const outcomes = [await ask({ property: 'pm25' }), await ask(), await ask({ property: 'geluid & co' })]
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['allow', 'deny', 'deny'])
    expect(outcomes[2]).toMatchObject({ reasons: [{ code: 'prohibited' }] })
  })

  it('stops at a deadline that is not met, until it is', async () => {
    await endAll()
    const before = '2026-03-10T00:00:00Z'
    const duty = { id: 'melden', kind: 'report-back', before, afterDays: null } as const
    const { slug, id } = await draft({ permissions: [permission({ duties: [duty] })] })
    await agree(slug)
    expect((await ask()).outcome).toBe('allow')
    server.now = new Date(before)
    expect(await ask()).toMatchObject({ outcome: 'deny', reasons: [{ code: 'duty-violated' }] })
    await tellMoments(server.database.db, server.now)
    expect(await told(id)).toHaveLength(2)
    const { officer } = world().healthService
    const tasks = await must<{ items: { id: string }[] }>(
      'GET',
      `agreement-tasks?agreement=${slug}`,
      undefined,
      officer,
    )
    const note = 'Het rapport staat op onze site.'
    await must('POST', `agreement-tasks/${tasks.items[0]?.id}/completion`, { note }, officer)
    expect((await ask()).outcome).toBe('allow')
    expect(await told(id)).toHaveLength(3)
  })
})

describe('moments that come by themselves', () => {
  it('are told once, when they are there', async () => {
    const { slug, id } = await draft({
      validFrom: '2026-04-01T00:00:00Z',
      validThrough: '2026-06-01T00:00:00Z',
      permissions: [permission({ until: '2026-05-01T00:00:00Z' })],
    })
    await agree(slug)
    const tellAt = async (moment: string) => {
      await tellMoments(server.database.db, new Date(moment))
      return (await told(id)).length
    }
    expect(await tellAt('2026-03-31T23:59:59Z')).toBe(1)
    expect(await tellAt('2026-04-01T00:00:00Z')).toBe(2)
    expect(await tellAt('2026-04-02T00:00:00Z')).toBe(2)
    expect(await tellAt('2026-05-01T00:01:00Z')).toBe(3)
    expect(await tellAt('2026-06-01T00:01:00Z')).toBe(4)
  })
})

describe('the agreement as ODRL', () => {
  it('is read as what decides: an offer first, then an agreement', async () => {
    const duty = { id: 'wissen', kind: 'delete', before: null, afterDays: 30 } as const
    const rule = permission({
      roles: ['data-expert'],
      retentionDays: 365,
      areaCodes: [],
      fields: ['result'],
      place: 'area',
      time: 'day',
      duties: [duty],
    })
    const { slug } = await draft({ permissions: [rule], validFrom: '2026-03-01T00:00:00+01:00' })
    const { officer } = world().municipality
    const odrl = async (actor?: typeof officer) => send('GET', `agreements/${slug}/odrl`, undefined, actor)
    const offer = await odrl(officer)
    expect(offer.headers['content-type']).toMatch('application/ld+json')
    expect(offer.json()).toMatchObject({ '@type': 'Offer' })
    expect((await odrl()).statusCode).toBe(404)
    await agree(slug)
    const read = readAgreement((await odrl()).json(), profileAt('http://localhost:8080'))
    expect(read).toMatchObject({
      ok: true,
      agreement: {
        type: 'Agreement',
        validFrom: '2026-02-28T23:00:00.000Z',
        permissions: [{ duties: [{ actions: [{ iri: DUTY_ACTIONS.delete.iri }] }] }],
      },
    })
    const operands = read.ok ? read.agreement.permissions[0]?.constraints : []
    expect(operands?.map((one) => one.kind === 'atomic' && one.leftOperand)).toEqual(
      (
        ['purpose', 'recipient', 'retention', 'fields', 'spatialResolution', 'temporalResolution'] as const
      ).map((name) => LEFT_OPERANDS[name].iri),
    )
  })

  it('is told in plain sentences, with the names of all that it is about', async () => {
    const rule = permission({ roles: ['data-expert'], properties: ['pm25'], place: '500m' })
    const { sentences } = await draft({ permissions: [rule] })
    expect(sentences.nl).toMatchInlineSnapshot(`
      [
        "Dit is een voorstel. Het geldt pas als iedereen het heeft aanvaard.",
        "GGD mag pm25 uit Luchtmetingen lezen.",
        "Gemeente Waterrijk geeft daarvoor toestemming.",
        "Dit mag alleen voor het doel Schone lucht.",
        "Dit mag alleen als de ontvanger een data-expert is.",
        "Dit mag alleen met plaatsen die zijn afgerond op vakken van 500 meter.",
        "Wat hier niet staat, mag niet.",
      ]
    `)
    expect(sentences.en).toMatchInlineSnapshot(`
      [
        "This is a proposal. It does not hold until everyone has accepted it.",
        "GGD may read pm25 from Luchtmetingen.",
        "Gemeente Waterrijk gives permission for this.",
        "This is only allowed for the purpose Schone lucht.",
        "This is only allowed when the recipient is a data expert.",
        "This is only allowed with places rounded to cells of 500 metres.",
        "What is not listed here is not allowed.",
      ]
    `)
  })

  it('names a purpose in words, and says of a draft how many rules are not finished', async () => {
    const rule = permission({ challengeIds: [], purposes: ['https://w3id.org/dpv#PublicPolicyMaking'] })
    const { sentences } = await draft({
      permissions: [rule, permission({ id: 'later', organisationIds: [] })],
    })
    expect(sentences.nl).toContain('Dit mag alleen voor het doel beleid maken.')
    expect(sentences.en).toContain('This is only allowed for the purpose making public policy.')
    expect(sentences.nl.at(-1)).toBe('Eén regel is nog niet af en staat hier daarom niet bij.')
    expect(sentences.nl.filter((sentence) => sentence.includes('lezen'))).toHaveLength(1)
  })
})
