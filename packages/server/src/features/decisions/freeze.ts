/** Cites indicators and analyses as they are now, so that a decision keeps what was known when it was taken. */
import { type Actor, organisationsOf } from '../../platform/actor.ts'
import type { Platform } from '../../platform/slice.ts'
import { findCitedAnalysis } from '../analyses/index.ts'
import { listAreasByCodes } from '../areas/index.ts'
import {
  type Calculations,
  checkIndicator,
  citeClaims,
  findIndicator,
  type Indicator,
  listFigures,
} from '../indicators/index.ts'
import type { Content, Evidence, Frozen } from './schema/content.ts'

export type Freezing = Pick<Platform, 'db' | 'clock'> & { calculations: Calculations }

type Listed = Pick<Content, 'evidence' | 'areaCodes'>

/**
 * The evidence with what it cites as it is now; what was frozen before stays as it was then. What is sent as frozen is never taken over.
 * @param before the evidence as it was stored
 */
export async function freezeEvidence(
  freezing: Freezing,
  actor: Actor,
  { evidence, areaCodes }: Listed,
  before: readonly Evidence[],
): Promise<Evidence[]> {
  return Promise.all(
    keepFrozen(evidence, before).map(async (each) => {
      const frozen = each.frozen ?? (await freeze(freezing, actor, each, areaCodes))
      return frozen ? { ...each, frozen } : each
    }),
  )
}

/** The evidence with what was frozen of the same reference, and nothing that was sent as such. */
export function keepFrozen(evidence: readonly Evidence[], known: readonly Evidence[]): Evidence[] {
  return evidence.map(({ frozen: _sent, ...each }) => {
    const kept = known.find((old) => old.kind === each.kind && old.reference === each.reference && old.frozen)
    return kept?.frozen ? { ...each, frozen: kept.frozen } : each
  })
}

async function freeze(
  freezing: Freezing,
  actor: Actor,
  { kind, reference }: Evidence,
  areaCodes: readonly string[],
): Promise<Frozen> {
  const [path = '', query = ''] = reference.split('?')
  const [, place, key] = /^(?:\/en)?\/(indicatoren|analyses)\/([a-z0-9-]+)$/.exec(path) ?? []
  if (key === undefined) return null
  const asked = new URLSearchParams(query)
  if (kind === 'analysis' && place === 'analyses') {
    const version = Number(asked.get('versie') ?? Number.NaN)
    const found = await findCitedAnalysis(freezing.db, key, Number.isInteger(version) ? version : undefined)
    return found ? { kind: 'analysis', ...found, at: freezing.clock().toISOString() } : null
  }
  if (kind !== 'indicator' || place !== 'indicatoren') return null
  const indicator = await findIndicator(freezing.db, key, organisationsOf(actor))
  return indicator?.published
    ? freezeIndicator(freezing, indicator, asked.get('gebied') ?? areaCodes[0])
    : null
}

/** The newest whole figure of an area, and the steering check of it; without an area only which definition it is. */
async function freezeIndicator(
  { db, clock, calculations }: Freezing,
  indicator: Indicator,
  areaCode: string | undefined,
): Promise<Frozen> {
  const now = clock()
  const { id, slug, title, version, unit } = indicator
  const named = { kind: 'indicator' as const, slug, title, version, unit, at: now.toISOString() }
  const [area] = areaCode === undefined ? [] : await listAreasByCodes(db, [areaCode])
  if (!area) return { ...named, areaCode: null, areaName: null, figure: null, claims: [] }
  const from = new Date(now.getTime() - SHOWN)
  const figures = await listFigures(db, { indicatorId: id, area: area.code, from, to: now }, now)
  const newest = figures.findLast(({ value, provisional }) => value !== null && !provisional)
  const check = await checkIndicator(db, calculations, { indicator, area, now })
  return {
    ...named,
    areaCode: area.code,
    areaName: area.name,
    figure:
      newest === undefined || newest.value === null
        ? null
        : { periodStart: newest.periodStart, periodEnd: newest.periodEnd, value: newest.value },
    claims: citeClaims(check),
  }
}

/** How long ago the newest figure can be, in milliseconds. */
export const SHOWN = 3 * 366 * 86_400_000
