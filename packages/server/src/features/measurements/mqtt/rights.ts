import { type Actor, organisationsOf } from '../../../platform/actor.ts'
import type { OutboxEvent } from '../../../platform/outbox.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { FoundUses } from '../plan/uses.ts'

/** Something else may be read from then on: of a personal dataset, by parties to an agreement, or by anybody. */
const CHANGES = ['consent.consent-changed', 'agreements.agreement-changed', 'catalogue.access-changed']

/** Knows of what was read some time ago whether it may still be given: a client that was away gets what waited only later. */
export type Rights = {
  /** Begins to notice changes. @returns what ends that: then nothing that was read before holds */
  follow(): Promise<() => void>
  /** To be asked before something is read; gives what says later whether that still holds. */
  begin(actor: Actor): (found: FoundUses) => () => boolean
}

/** Rather too little than too much: what changed rights may have given back is left out too. */
export function createRights({ follow }: Pick<Platform, 'follow'>): Rights {
  const changed = new Map<string, number>()
  let changes = 0

  function notice({ kind, payload }: Pick<OutboxEvent, 'kind' | 'payload'>) {
    changes += 1
    const { datasetId, partyIds } = payload as { datasetId?: string; partyIds?: string[] }
    const whose = kind === CHANGES[1] ? partyIds : kind === CHANGES[0] && datasetId ? [datasetId] : undefined
    for (const id of whose ?? [EVERYTHING]) changed.set(id, changes)
  }
  return {
    async follow() {
      const stop = await follow(CHANGES, (events) => events.forEach(notice))
      return () => {
        stop()
        changes += 1
        changed.set(EVERYTHING, changes)
      }
    },
    begin(actor) {
      const before = changes
      const organisations = organisationsOf(actor)
      return (found) => {
        const about = [EVERYTHING, ...organisations, ...(found ?? []).map(({ datasetId }) => datasetId)]
        return () => about.every((id) => (changed.get(id) ?? 0) <= before)
      }
    },
  }
}

const EVERYTHING = 'everything'
