import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import {
  type Bilingual,
  type InputMistake,
  namedNotFound,
  notFound,
  Problem,
} from '../../../platform/errors.ts'
import { findNamed } from '../../../platform/http/named.ts'
import { findStanding, isNamedFor, listStandings, STANDINGS, type Standing } from '../../agreements/index.ts'
import { type Dataset, findKnownDataset } from '../../catalogue/index.ts'
import { type Reader, readerOf } from './reader.ts'
import { planTables } from './shown.ts'

/*
 * Why somebody may not read a dataset that they may know of, in one plain sentence. It is made of what they may know: what the dataset is,
 * and the agreements to which their organisations are a party. Whether there is something in a personal dataset that they do not see is not
 * asked: of what is withheld they are told the same as of what is not there.
 */

/** Why nothing of a dataset is shown. */
type Reason =
  | Exclude<Standing, 'granted'>
  | 'no-organisation'
  | 'only-exact'
  | 'no-consent'
  | 'no-public-consent'

/** Who asks, and when. */
type Asking = { actor: Actor; now: Date }

/** Where a request names the dataset. */
type Place = Omit<InputMistake, 'detail'>

export const IN_FILTER: Place = { in: 'query', pointer: '/dataset' }

/**
 * That the dataset which a filter names is there for the actor, when it names one.
 * @throws Problem not-allowed, with the reason, when they may know of it and read nothing of it
 */
export function findNamedReadable(
  db: Db,
  asking: Asking,
  key: string | undefined,
  pointer = '/dataset',
): Promise<InputMistake[]> {
  return findNamed(pointer, { nl: 'Deze dataset', en: 'This dataset' }, key, async (asked) => {
    const dataset = await findKnownDataset(db, { actor: asking.actor, isNamedFor }, asked)
    const reason = dataset && (await findReason(db, asking, dataset))
    if (reason) throw refusalOf(reason, dataset, asking.actor, { ...IN_FILTER, pointer })
    return dataset
  })
}

/**
 * For what is only shown to who sees a dataset as it is: why this actor does not.
 * @throws Problem not-allowed when they may know of it; else nothing, and it does not exist for them
 */
export async function refuseKnown(db: Db, asking: Asking, key: string, place: Place): Promise<void> {
  const dataset = await findKnownDataset(db, { actor: asking.actor, isNamedFor }, key)
  if (!dataset) return
  throw refusalOf((await findReason(db, asking, dataset)) ?? 'only-exact', dataset, asking.actor, place)
}

/** Of so many datasets it is said why they are not seen. */
const MOST_EXPLAINED = 3

/**
 * Why somebody for whom something is not there may not see what agreements speak of: that one is suspended, say, or for a purpose that they
 * did not name. It is made of their agreements alone, so it is said of whatever they ask for, there or not.
 * @returns sentences, the nearest to their reading first; undefined when no agreement is in the way
 */
export async function explainAbsence(db: Db, asking: Asking): Promise<Bilingual | undefined> {
  const reader = readerOf(asking.actor, asking.now)
  if (reader.memberships.length === 0) return undefined
  const standings = [...(await listStandings(db, reader))].filter(([, standing]) => standing !== 'granted')
  const nearest = standings.toSorted(
    ([, one], [, other]) => STANDINGS.indexOf(one) - STANDINGS.indexOf(other),
  )
  const said: Bilingual[] = []
  for (const [id] of nearest.slice(0, MOST_EXPLAINED)) {
    const dataset = await findKnownDataset(db, { actor: asking.actor, isNamedFor }, id)
    const reason = dataset && (await findReason(db, asking, dataset))
    if (reason) said.push(ofDataset(dataset.title, explain(reason, dataset, asking.actor)))
  }
  const [first] = said
  return first && { nl: said.map(({ nl }) => nl).join(' '), en: said.map(({ en }) => en).join(' ') }
}

/**
 * The problem for something that does not exist, or that they may not see: with what agreements of theirs are in the way, if any.
 * @param place of what names it, when that is not the address
 */
export async function missingFor(db: Db, asking: Asking, what: Bilingual, place?: Place): Promise<Problem> {
  const why = await explainAbsence(db, asking)
  if (!why) return place ? namedNotFound(what, place) : notFound(what)
  const detail = {
    nl: `${what.nl} bestaat niet, of u mag het niet zien. ${why.nl}`,
    en: `${what.en} does not exist, or you may not see it. ${why.en}`,
  }
  return new Problem('not-found', detail, place ? [{ ...place, detail }] : [])
}

function ofDataset(title: string, { nl, en }: Bilingual): Bilingual {
  const inside = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)
  return {
    nl: `Van “${title}” ziet u nu niets: ${inside(nl)}`,
    en: `You see nothing of “${title}” now: ${inside(en)}`,
  }
}

/** Why the actor reads nothing of the dataset; undefined when they may read something. */
async function findReason(db: Db, { actor, now }: Asking, dataset: Dataset): Promise<Reason | undefined> {
  const reader = readerOf(actor, now)
  if (await mayRead(db, reader, dataset.id)) return undefined
  const { access, ownerId } = dataset
  const isMember = reader.memberships.length > 0
  if (access === 'personal') {
    const isOwn = reader.organisationIds.includes(ownerId)
    const standing = isOwn
      ? 'granted'
      : isMember
        ? await findStanding(db, reader, dataset.id)
        : 'no-agreement'
    if (reader.purpose !== null && isMember) return standing === 'granted' ? 'no-consent' : standing
    if (standing === 'no-agreement') return 'no-public-consent'
    return standing === 'granted' ? 'no-purpose' : standing
  }
  if (access === 'open' || dataset.precision.minimumGroup > 1) return 'only-groups'
  if (!isMember) return 'no-organisation'
  const standing = await findStanding(db, reader, dataset.id)
  return standing === 'granted' ? 'nothing-given' : standing
}

/** Whether the reader may read something of the dataset: of a personal one, whether something is shown. */
async function mayRead(db: Db, reader: Reader, datasetId: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    with ${planTables(reader, ['shown_thing'])}
    select v.id = any((select ids from readable)::uuid[]) or case v.kind
        when 'personal' then exists (select from shown_thing t where t.dataset_id = ${datasetId}::uuid and t.shown)
        else exists (select from rule r where r.dataset_id = ${datasetId}::uuid) end as may
    from catalogue.v_dataset v where v.id = ${datasetId}::uuid`.execute(db)
  return rows[0]?.may ?? false
}

const REASONS = {
  'no-organisation': {
    nl: 'Deze metingen zijn alleen voor partijen met een afspraak',
    en: 'These measurements are only for parties to an agreement',
  },
  'no-agreement': {
    nl: 'Uw organisatie heeft geen afspraak over deze metingen',
    en: 'Your organisation has no agreement about these measurements',
  },
  offered: {
    nl: 'De afspraak over deze metingen is nog niet door alle partijen aanvaard',
    en: 'Not all parties have accepted the agreement about these measurements yet',
  },
  'not-begun': {
    nl: 'De afspraak van uw organisatie over deze metingen geldt nog niet',
    en: 'The agreement of your organisation about these measurements does not hold yet',
  },
  suspended: {
    nl: 'De afspraak van uw organisatie over deze metingen is stilgezet',
    en: 'The agreement of your organisation about these measurements is suspended',
  },
  ended: {
    nl: 'De afspraak van uw organisatie over deze metingen geldt niet meer',
    en: 'The agreement of your organisation about these measurements has ended',
  },
  'no-purpose': {
    nl: 'U hebt niet gezegd voor welk doel u deze metingen bekijkt',
    en: 'You did not say for what purpose you look at these measurements',
  },
  'other-purpose': {
    nl: 'De afspraak van uw organisatie over deze metingen is niet voor dit doel',
    en: 'The agreement of your organisation about these measurements is not for this purpose',
  },
  'other-role': {
    nl: 'De afspraak van uw organisatie over deze metingen is niet voor mensen met uw rol',
    en: 'The agreement of your organisation about these measurements is not for people with your role',
  },
  'duty-overdue': {
    nl: 'Uw organisatie heeft nog niet gedaan wat zij voor deze metingen heeft beloofd',
    en: 'Your organisation has not yet done what it promised for these measurements',
  },
  prohibited: {
    nl: 'Een afspraak verbiedt uw organisatie deze metingen zo te gebruiken',
    en: 'An agreement forbids your organisation to use these measurements like this',
  },
  'nothing-given': {
    nl: 'De afspraak van uw organisatie geeft deze metingen niet om te bekijken',
    en: 'The agreement of your organisation does not give these measurements to look at',
  },
  'only-groups': {
    nl: 'Deze metingen tellen alleen mee in cijfers over groepen',
    en: 'These measurements only count in figures about groups',
  },
  'only-exact': {
    nl: 'Dit ziet alleen wie de metingen van deze dataset precies mag zien',
    en: 'Only who may see the measurements of this dataset exactly sees this',
  },
  'no-consent': {
    nl: 'Er zijn hier geen metingen van bewoners die uw organisatie toestemming gaven voor dit doel',
    en: 'There are no measurements here of residents who gave your organisation consent for this purpose',
  },
  'no-public-consent': {
    nl: 'Er zijn hier geen metingen van bewoners die toestemming gaven om ze met iedereen te delen',
    en: 'There are no measurements here of residents who consented to share them with everybody',
  },
} as const satisfies Record<Reason, Bilingual>

function refusalOf(reason: Reason, dataset: Dataset, actor: Actor, place: Place): Problem {
  const detail = explain(reason, dataset, actor)
  return new Problem('not-allowed', detail, [{ ...place, detail }])
}

/** The refusal in words: why, and what to do about it. */
function explain(reason: Reason, { ownerName, contact }: Dataset, actor: Actor): Bilingual {
  const why = REASONS[reason]
  const who = contact === ownerName ? ownerName : `${ownerName} (${contact})`
  const first = reason === 'no-purpose' ? howToChoose(actor) : { nl: '', en: '' }
  return {
    nl: `${why.nl}; ${first.nl}vraag ${who} om hulp of toegang.`,
    en: `${why.en}; ${first.en}ask ${who} for help or access.`,
  }
}

function howToChoose({ kind }: Actor): Bilingual {
  return kind === 'token'
    ? { nl: 'gebruik een toegangssleutel voor een doel, of ', en: 'use an access token for a purpose, or ' }
    : { nl: 'kies een doel, of ', en: 'choose a purpose, or ' }
}
