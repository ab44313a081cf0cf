import { createOrganisation } from '../../features/parties/index.ts'
import { ROLES, type Role } from '../../platform/actor.ts'
import { signInAsPerson } from '../actors.ts'
import type { TestServer } from '../server.ts'
import {
  fillAgreements,
  fillIntake,
  fillLogbook,
  fillLoop,
  fillMeasurements,
  fillParties,
  type Send,
} from './fill.ts'
import { fillAnalyses } from './fill-analyses.ts'
import { fillClasses } from './fill-classes.ts'
import { fillConsent } from './fill-consent.ts'
import { fillHosting } from './fill-hosting.ts'
import { fillInterventions } from './fill-interventions.ts'
import { fillRemarks } from './fill-remarks.ts'

/** One of everything, to which right requests can point. */
export type World = Awaited<ReturnType<typeof makeWorld>>['world']

/** Who sends: somebody without an account, an official, and an administrator who has every role. */
export type Sender = {
  name: 'stranger' | 'official' | 'administrator'
  headers: Record<string, string>
}

const OFFICIAL: readonly Role[] = ['policy-officer', 'data-expert', 'clerk', 'decision-maker']

/** Fills an empty database through the API, and gives who may send to it. */
export async function makeWorld(server: TestServer) {
  const organisation = { name: 'Gemeente Waterrijk', kind: 'municipality' } as const
  const organisationId = await createOrganisation(server.database.db, organisation)
  const signIn = (roles: readonly Role[]) =>
    signInAsPerson(
      server,
      roles.map((role) => ({ organisationId, role })),
    )
  const administrator = await signIn(ROLES)
  const official = await signIn(OFFICIAL)
  const send: Send = async (method, url, payload, type = 'application/json') => {
    const answer = await server.request({
      method,
      url: url.startsWith('/') ? url : `/api/v1/${url}`,
      headers: { ...administrator.headers, ...(payload === '' ? {} : { 'content-type': type }) },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    })
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`)
    return answer.json()
  }
  const { personId } = administrator
  const parties = await fillParties(send, { organisationId, personId })
  const measurements = await fillMeasurements(send)
  const loop = await fillLoop(send, parties.mandateId)
  const consent = await fillConsent(send, organisationId)
  const world = {
    organisationId,
    personId,
    ...parties,
    ...measurements,
    ...loop,
    ...(await fillAgreements(send, { organisationId, challengeId: loop.challengeId })),
    ...(await fillLogbook(send)),
    ...(await fillIntake(send, measurements.datasetId)),
    ...consent,
    ...(await fillHosting(send, consent.personalDatasetId)),
    ...(await fillAnalyses(send, measurements.datastreamId)),
    ...(await fillClasses(send)),
    ...(await fillRemarks(send, measurements.thingId)),
    ...(await fillInterventions(send, loop)),
  }
  const senders: Sender[] = [
    { name: 'stranger', headers: {} },
    { name: 'official', headers: official.headers },
    { name: 'administrator', headers: administrator.headers },
  ]
  return { world, senders }
}
