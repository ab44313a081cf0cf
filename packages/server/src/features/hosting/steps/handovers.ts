/** A sensor goes to somebody else: offered by a message, taken by who has its link. */
import { createHash, randomBytes } from 'node:crypto'
import { Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import { kitOf } from '../kits.ts'
import { HANDOVER_DAYS, type VALUES } from '../lists.ts'
import { handoverMail } from '../mails.ts'
import { oldestOffer } from '../rules/offers.ts'
import { NO_PLACE } from '../rules/places.ts'
import type { Takeover } from '../schema.ts'
import { findOffered, offerSensor, type Sensor, undoOffer } from '../store.ts'
import { findPlace } from './place.ts'
import { missingOffer, refuse } from './refuse.ts'
import { addSensor, finishSensor, type Host, lockRunning } from './sensors.ts'

/**
 * Offers a sensor to an address, which is not kept; an offer of before does not count any more. When the message cannot be sent there is no
 * offer, and it can be tried again at once.
 */
export async function offerTo(
  { db, clock, mail, config }: Platform,
  host: Host,
  id: string,
  { email, values }: { email: string; values: (typeof VALUES)[number] },
): Promise<void> {
  const key = randomBytes(24).toString('base64url')
  const hash = hashOf(key)
  const { kit, mailedAt } = await db.transaction().execute(async (transaction) => {
    const sensor = await lockRunning(transaction, host, id)
    const now = clock()
    if (sensor.mailedAt && now.getTime() - sensor.mailedAt.getTime() < HOUR) throw tooSoon()
    await offerSensor(transaction, id, { hash, values, at: now })
    return sensor
  })
  const url = `${config.publicUrl}/mijn/meters/overnemen?sleutel=${key}`
  try {
    await mail(handoverMail(email, { from: host.name, title: kitOf(kit).title, days: HANDOVER_DAYS }, url))
  } catch (error) {
    await undoOffer(db, id, hash, mailedAt)
    throw notSent(error)
  }
}

const HOUR = 3_600_000

/** Takes back the offer of a sensor, when there is one. */
export async function takeBack({ db }: Platform, host: Host, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockRunning(transaction, host, id)
    await offerSensor(transaction, id, undefined)
  })
}

/** The sensor that a link offers. @throws Problem not-found */
export async function getOffered({ db, clock }: Platform, key: string): Promise<Sensor> {
  const sensor = await findOffered(db, hashOf(key), oldestOffer(clock()))
  if (!sensor) throw missingOffer()
  return sensor
}

/**
 * Takes over a sensor: a new one of the same kit, with its own place, key and consents. That of before stops, and its values stay its
 * old host's. @returns the id of the new one
 */
export async function takeOver(
  { db, clock }: Platform,
  host: Host,
  { key, name, ...given }: Takeover,
): Promise<string> {
  const place = await findPlace(db, given)
  refuse(place === undefined ? [NO_PLACE] : Array.isArray(place) ? place : [])
  if (!place || Array.isArray(place)) throw missingOffer()
  return db.transaction().execute(async (transaction) => {
    const now = clock()
    const offered = await findOffered(transaction, hashOf(key), oldestOffer(now), 'lock')
    if (!offered?.offeredValues) throw missingOffer()
    if (offered.personId === host.personId) throw alreadyYours()
    const { kit, datasetId, ownerId } = offered
    const { position } = place
    const id = await addSensor(transaction, host, { kit, datasetId, ownerId, name, position }, now)
    await finishSensor(transaction, offered, offered.offeredValues, now)
    return id
  })
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

function alreadyYours(): Problem {
  return new Problem('conflict', {
    nl: 'Deze meter is al van u. Stuur de link naar wie hem overneemt.',
    en: 'This sensor is yours already. Send the link to who takes it over.',
  })
}

function notSent(cause: unknown): Problem {
  const detail = {
    nl: 'De e-mail met de link kon niet worden verstuurd, dus de meter is niet aangeboden. Probeer het zo weer.',
    en: 'The e-mail with the link could not be sent, so the sensor was not offered. Try again soon.',
  }
  return new Problem('unavailable', detail, [], { retryAfter: 60, cause })
}

function tooSoon(): Problem {
  return new Problem('conflict', {
    nl: 'U bood deze meter minder dan een uur geleden al aan. Probeer het later opnieuw.',
    en: 'You offered this sensor less than an hour ago. Try again later.',
  })
}
