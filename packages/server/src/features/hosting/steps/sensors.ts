/** What a resident does with a sensor: lock, decide, write in one transaction. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import { listPublishedNotices } from '../../consent/index.ts'
import {
  addHost,
  createHostedThing,
  forgetHostedValues,
  moveHostedThing,
  removeHostedThing,
  removeHosts,
} from '../../measurements/index.ts'
import { createToken, holdAccount, revokeSensorKeys } from '../../parties/index.ts'
import { kitOf } from '../kits.ts'
import { MOST_SENSORS, SHARING, type VALUES } from '../lists.ts'
import { type Mistake, NO_PLACE } from '../rules/places.ts'
import type { NewSensor, SensorChange } from '../schema.ts'
import {
  countSensors,
  deleteSensor,
  findSensor,
  insertSensor,
  markKey,
  renameSensor,
  type Sensor,
  stopSensor,
} from '../store.ts'
import { findPlace } from './place.ts'
import { missingSensor, refuse } from './refuse.ts'

/** Who hosts: a person who is signed in. */
export type Host = Extract<Actor, { kind: 'person' }>

/** Makes a sensor with its thing, and sends its host messages when something is wrong. @returns its id */
export async function createSensor({ db, clock }: Platform, host: Host, given: NewSensor): Promise<string> {
  const [invitation] = await listPublishedNotices(db, { purpose: SHARING, datasetId: given.datasetId })
  const place = await findPlace(db, given)
  refuse([
    ...(invitation ? [] : [NOT_INVITED]),
    ...(place === undefined ? [NO_PLACE] : Array.isArray(place) ? place : []),
  ])
  if (!invitation || !place || Array.isArray(place)) throw missingSensor()
  const { ownerId } = invitation
  return db
    .transaction()
    .execute((transaction) =>
      addSensor(transaction, host, { ...given, ownerId, position: place.position }, clock()),
    )
}

/** The same inside a transaction, for a place that was looked at. */
export async function addSensor(
  transaction: Db,
  { personId, email }: Host,
  given: Pick<NewSensor, 'datasetId' | 'kit' | 'name'> & { ownerId: string; position: [number, number] },
  now: Date,
): Promise<string> {
  if (!(await holdAccount(transaction, personId))) throw noAccount()
  if ((await countSensors(transaction, personId)) >= MOST_SENSORS) throw tooMany()
  const { datasetId, ownerId, kit, name, position } = given
  const { name: kitName, about, streams } = kitOf(kit)
  const described = new Map(
    streams.map(({ key, property, unit }) => [key, { property, unit, name: property }]),
  )
  const thing = {
    datasetId,
    hostId: personId,
    kind: { name: kitName, description: about.nl },
    position,
    streams: described,
  }
  const thingId = await createHostedThing(transaction, thing, randomUUID(), now)
  await addHost(transaction, thingId, { email, organisationId: ownerId }, now)
  return insertSensor(transaction, { personId, datasetId, ownerId, thingId, kit, name, startedAt: now })
}

/** Gives a sensor another name or place. */
export async function changeSensor(
  { db, clock }: Platform,
  host: Host,
  id: string,
  change: SensorChange,
): Promise<void> {
  const place = await findPlace(db, change)
  if (Array.isArray(place)) refuse(place)
  if (!place && change.values !== undefined) refuse([NOT_MOVED])
  await db.transaction().execute(async (transaction) => {
    const sensor = await lockRunning(transaction, host, id)
    if (change.name !== undefined) await renameSensor(transaction, id, change.name)
    if (place && 'position' in place) {
      if (change.values === 'delete') await forgetHostedValues(transaction, sensor.thingId)
      await moveHostedThing(transaction, sensor.thingId, place.position, clock())
    }
  })
}

/** Makes a new key for a sensor; the one of before stops at once. */
export async function makeKey(
  { db, clock }: Platform,
  host: Host,
  id: string,
): Promise<{ secret: string; madeAt: string }> {
  return db.transaction().execute(async (transaction) => {
    const { ownerId, thingId } = await lockRunning(transaction, host, id)
    const now = clock()
    await revokeSensorKeys(transaction, thingId, now)
    const token = { organisationId: ownerId, name: `Meter ${thingId}`, role: 'data-expert', thingId } as const
    const { secret } = await createToken(transaction, token)
    await markKey(transaction, id, now)
    return { secret, madeAt: now.toISOString() }
  })
}

/** Stops a sensor: its key at once, and what it measured stays or is deleted. */
export async function endSensor(
  { db, clock }: Platform,
  host: Host,
  id: string,
  values: (typeof VALUES)[number],
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const sensor = await findSensor(transaction, host.personId, id, 'lock')
    if (!sensor) throw missingSensor()
    await finishSensor(transaction, sensor, values, clock())
  })
}

/** The same inside a transaction, for a sensor that is locked. */
export async function finishSensor(
  transaction: Db,
  { id, thingId }: Pick<Sensor, 'id' | 'thingId'>,
  values: (typeof VALUES)[number],
  now: Date,
): Promise<void> {
  await revokeSensorKeys(transaction, thingId, now)
  await removeHosts(transaction, thingId)
  if (values === 'keep') return stopSensor(transaction, id, now)
  await removeHostedThing(transaction, thingId)
  await deleteSensor(transaction, id)
}

/** The sensor for a change. @throws Problem not-found when it is not theirs, conflict when it stopped */
export async function lockRunning(transaction: Db, { personId }: Host, id: string): Promise<Sensor> {
  const sensor = await findSensor(transaction, personId, id, 'lock')
  if (!sensor) throw missingSensor()
  if (sensor.stoppedAt === null) return sensor
  throw new Problem('conflict', {
    nl: 'Deze meter is gestopt. Meld hem opnieuw aan om weer te meten.',
    en: 'This sensor has stopped. Add it again to measure again.',
  })
}

const NOT_INVITED: Mistake = {
  pointer: '/datasetId',
  nl: 'Deze dataset vraagt geen bewoners om mee te meten. Kies een uit de lijst van uitnodigingen.',
  en: 'This dataset does not ask residents to measure. Choose one from the list of invitations.',
}

function noAccount(): Problem {
  return new Problem('not-signed-in', {
    nl: 'Uw account is beëindigd, of u bent uitgelogd. Er is geen meter geplaatst.',
    en: 'Your account has ended, or you are signed out. No sensor was placed.',
  })
}

const NOT_MOVED: Mistake = {
  pointer: '/values',
  nl: 'Wat er met de metingen gebeurt, kiest u alleen bij een nieuwe plek. Geef die ook, of laat dit weg.',
  en: 'What becomes of the measurements is chosen only with a new place. Give that too, or leave this out.',
}

function tooMany(): Problem {
  return new Problem('conflict', {
    nl: `U hebt al ${MOST_SENSORS} meters. Stop er eerst een.`,
    en: `You have ${MOST_SENSORS} sensors already. Stop one first.`,
  })
}
