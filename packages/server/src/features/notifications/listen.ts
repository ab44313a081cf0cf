/** Hears what became of signals: notes it for digests, makes readers of who answers for them, and prepares events for webhooks. */
import type { Db } from '../../platform/database/connect.ts'
import type { OutboxEvent } from '../../platform/outbox.ts'
import { findOwnerOfSignal, type Signal, type SignalChanged } from '../indicators/index.ts'
import { holdAccount, listAddresses } from '../parties/index.ts'
import { insertHappening, offerReader } from './digest/store.ts'
import { TOLD, type Told } from './lists.ts'
import { type Sending, writeEvent } from './webhooks/event.ts'
import { insertDelivery, listWanting } from './webhooks/store.ts'
import { findTold } from './webhooks/told.ts'

/** What makes someone who answers for a signal a reader, when they were not asked before. */
const OFFERING: readonly Told[] = ['opened', 'reopened', 'handed-over']

/** What is asked once for all events of a batch: who sends, and signals as each organisation sees them. */
type Known = { sending: Sending; signals: Map<string, Signal | undefined> }

export type Listening = { sending: (db: Db) => Promise<Sending>; now: Date }

/** All of it is in the transaction of the events, so that it is done once. */
export async function hearSignals(
  transaction: Db,
  events: readonly OutboxEvent[],
  listening: Listening,
): Promise<void> {
  const known: Known = { sending: await listening.sending(transaction), signals: new Map() }
  for (const { payload, occurredAt } of events) {
    const { signalId, what } = payload as SignalChanged
    if (!isTold(what)) continue
    await hear(transaction, { signalId, what, happenedAt: occurredAt }, known, listening.now)
  }
}

function isTold(what: SignalChanged['what']): what is Told {
  return TOLD.some((each) => each === what)
}

async function hear(
  transaction: Db,
  { signalId, what, happenedAt }: { signalId: string; what: Told; happenedAt: Date },
  known: Known,
  now: Date,
): Promise<void> {
  const { eventId, sequence } = await insertHappening(transaction, signalId, what, happenedAt)
  if (OFFERING.includes(what)) await offerOwners(transaction, signalId, sequence, now)
  for (const { id: webhookId, organisationId } of await listWanting(transaction, what, signalId)) {
    const key = `${organisationId} ${signalId}`
    if (!known.signals.has(key)) known.signals.set(key, await findTold(transaction, signalId, organisationId))
    const told = known.signals.get(key)
    if (!told) continue
    const body = writeEvent({ eventId, sequence, what, happenedAt }, told, known.sending)
    await insertDelivery(transaction, { webhookId, eventId, sequence, signalId, what, body }, now)
  }
}

async function offerOwners(transaction: Db, signalId: string, sequence: number, now: Date): Promise<void> {
  const owner = await findOwnerOfSignal(transaction, signalId)
  if (!owner) return
  const { personId, organisationId, role } = owner
  const people = await listAddresses(transaction, personId === null ? { organisationId, role } : { personId })
  for (const { personId: id } of people) {
    // Whose account ends at this moment is no reader any more.
    if (await holdAccount(transaction, id)) await offerReader(transaction, id, sequence, now)
  }
}
