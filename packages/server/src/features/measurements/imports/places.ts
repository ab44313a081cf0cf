import type { Actor } from '../../../platform/actor.ts'
import { Problem } from '../../../platform/errors.ts'

/** Room for files that are received or stored at once, by import or upload; an import can take a gigabyte of disk. */
export type Places = {
  /**
   * Takes a place.
   * @returns leaves it
   * @throws Problem unavailable when all are taken, or all that this organisation or person may have
   */
  enter(actor: Actor): () => void
}

/** How many there are, and how many of them one organisation or person may have, so that others find one too. */
const MOST = { all: 8, own: 4 }

export function countPlaces({ all, own } = MOST): Places {
  const taken = new Map<string, number>()
  let total = 0
  return {
    enter(actor) {
      const who = ownerOf(actor)
      const mine = taken.get(who) ?? 0
      if (total >= all || mine >= own) throw tooMany()
      total += 1
      taken.set(who, mine + 1)
      return () => {
        total -= 1
        const left = (taken.get(who) ?? 1) - 1
        if (left === 0) taken.delete(who)
        else taken.set(who, left)
      }
    },
  }
}

function ownerOf(actor: Actor): string {
  if (actor.kind === 'token') return actor.organisationId
  return actor.kind === 'person' ? actor.personId : ''
}

function tooMany(): Problem {
  return new Problem(
    'unavailable',
    {
      nl: 'Er worden al te veel bestanden tegelijk ingelezen. Stuur dit bestand over een minuut opnieuw.',
      en: 'Too many files are being imported at once. Send this file again in a minute.',
    },
    [],
    { retryAfter: 60 },
  )
}
