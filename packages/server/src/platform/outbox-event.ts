import type { Db } from './database/connect.ts'

/** Something that happened, as it lies in the outbox. `kind` is `<slice>.<what-happened>`. */
export type OutboxEvent = { id: number; kind: string; payload: unknown; occurredAt: Date }

/**
 * What a slice wants to hear. The handler's transaction also records that the events were handled, so that its
 * changes to the database happen exactly once.
 */
export type Listener = {
  name: string
  kinds: readonly string[]
  handle(transaction: Db, events: OutboxEvent[]): Promise<void>
}
