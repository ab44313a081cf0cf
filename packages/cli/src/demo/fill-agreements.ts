import { type Connection, dataOf, listAll } from '@samenspel/client'
import type { ExampleAlliance, ExampleSignedAgreement } from '../waterrijk/content/types.ts'
import { type Fill, type Ids, lookUp, type Made } from './fill.ts'

/** What alliances and agreements refer to. */
export type AgreementContext = {
  organisations: Ids
  challenges: ReadonlyMap<string, Made>
  mandates: Ids
  /** The API as the official who holds a mandate. */
  signInAs(mandateKey: string): Promise<Connection>
}

/** Makes the alliances and agreements that are missing; who holds a mandate offers, and who receives the data accepts. */
export async function fillAgreements(fill: Fill, context: AgreementContext): Promise<void> {
  const alliances = new Map<string, string>()
  for (const alliance of fill.content.alliances) {
    alliances.set(alliance.key, await ensureAlliance(fill, context, alliance))
  }
  const datasets = await fillDatasets(fill)
  const known = await listAll((cursor) =>
    fill.connection.api.GET('/agreements', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
  for (const agreement of fill.content.agreements) {
    const found = known.find(({ title }) => title === agreement.title.nl)
    const draft = found ?? (await startAgreement(fill, context, agreement, { alliances, datasets }))
    await sign(context, agreement, draft)
  }
}

async function ensureAlliance(
  { connection: { api } }: Fill,
  { organisations, challenges }: AgreementContext,
  { challengeKey, title, purpose, members }: ExampleAlliance,
): Promise<string> {
  const challengeId = lookUp(challenges, challengeKey).id
  const { items } = await dataOf(api.GET('/alliances', { params: { query: { challengeId } } }))
  const alliance =
    items.find((known) => known.title === title.nl) ??
    (await dataOf(api.POST('/alliances', { body: { challengeId, title: title.nl, purpose: purpose.nl } })))
  const made = new Map(alliance.members.map(({ organisationId, id }) => [organisationId, id]))
  for (const { organisationKey, role, enteredOn, contributions, mandates } of members) {
    const organisationId = lookUp(organisations, organisationKey)
    if (made.has(organisationId)) continue
    const member = await dataOf(
      api.POST('/alliances/{key}/members', {
        params: { path: { key: alliance.slug } },
        body: {
          organisationId,
          role,
          enteredOn,
          contributions: contributions.map(({ kind, text }) => ({ kind, text: text.nl })),
          mandates: mandates.map(({ subject, reference }) => ({
            subject: subject.nl,
            reference: reference.nl,
          })),
        },
      }),
    )
    made.set(organisationId, member.id)
  }
  // An effect is on another member, so all are there first.
  for (const { organisationKey, effects } of members.filter((member) => member.effects.length > 0)) {
    const id = lookUp(made, lookUp(organisations, organisationKey))
    await api.PATCH('/alliances/{key}/members/{id}', {
      params: { path: { key: alliance.slug, id } },
      body: {
        effects: effects.map((effect) => ({
          organisationId: lookUp(organisations, effect.organisationKey),
          text: effect.text.nl,
        })),
      },
    })
  }
  return alliance.id
}

/** Makes the datasets that have no stations. */
async function fillDatasets({ connection: { api }, content, municipalityId }: Fill): Promise<Ids> {
  const { items } = await dataOf(api.GET('/datasets', { params: { query: { ownerId: municipalityId } } }))
  const ids = new Map<string, string>()
  for (const { key, title, description, theme, precision } of content.datasets) {
    const made =
      items.find((known) => known.title === title.nl) ??
      (await dataOf(
        api.POST('/datasets', {
          body: {
            title: title.nl,
            description: description.nl,
            ownerId: municipalityId,
            licence:
              'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/naamsvermelding40',
            access: 'open',
            theme,
            contact: 'data@waterrijk.example',
            corrections: 'replace',
            precision,
          },
        }),
      ))
    ids.set(key, made.id)
  }
  return ids
}

async function startAgreement(
  { connection, municipalityId }: Fill,
  { organisations, challenges }: AgreementContext,
  agreement: ExampleSignedAgreement,
  { alliances, datasets }: { alliances: Ids; datasets: Ids },
) {
  const challengeId = lookUp(challenges, agreement.challengeKey).id
  const organisationIds = [lookUp(organisations, agreement.receiverKey)]
  const datasetIds = [lookUp(datasets, agreement.datasetKey)]
  const { place, time, minimumGroup, retentionDays, reportBefore, deleteAfterDays, validThrough } = agreement
  const rule = {
    organisationIds,
    datasetIds,
    roles: [],
    properties: [],
    challengeIds: [challengeId],
    purposes: [],
    from: null,
    until: null,
  }
  return dataOf(
    connection.api.POST('/agreements', {
      body: {
        challengeId,
        allianceId: lookUp(alliances, agreement.allianceKey),
        ownerId: municipalityId,
        title: agreement.title.nl,
        why: agreement.why.nl,
        validThrough,
        permissions: [
          {
            ...rule,
            id: 'lezen',
            actions: ['read'],
            retentionDays,
            areaCodes: [],
            fields: [],
            minimumGroup,
            place,
            time,
            delayMinutes: 0,
            duties: [
              { id: 'bron-noemen', kind: 'attribute', before: null, afterDays: null },
              { id: 'terugmelden', kind: 'report-back', before: reportBefore, afterDays: null },
            ],
          },
        ],
        prohibitions: [{ ...rule, id: 'niet-doorgeven', challengeIds: [], actions: ['distribute'] }],
        obligations: [
          {
            id: 'verwijderen',
            kind: 'delete',
            before: null,
            afterDays: deleteAfterDays,
            organisationIds,
            datasetIds,
          },
        ],
      },
    }),
  )
}

/** Takes the steps that are not taken yet. */
async function sign(
  { mandates, signInAs }: AgreementContext,
  { offerMandateKey, acceptMandateKey, remark }: ExampleSignedAgreement,
  { slug, state, version }: { slug: string; state: string; version: number },
): Promise<void> {
  const params = { path: { key: slug } }
  if (state === 'draft') {
    const { api } = await signInAs(offerMandateKey)
    const mandateId = lookUp(mandates, offerMandateKey)
    await api.POST('/agreements/{key}/offer', { params, body: { mandateId } })
  }
  if (state === 'draft' || state === 'offered') {
    const { api } = await signInAs(acceptMandateKey)
    const mandateId = lookUp(mandates, acceptMandateKey)
    const body = { version, mandateId, reason: remark.nl }
    await api.POST('/agreements/{key}/acceptance', { params, body })
  }
}
