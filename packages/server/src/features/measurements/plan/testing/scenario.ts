import { DPV } from '@samenspel/standards/consent'
import fc from 'fast-check'

/*
 * Random worlds for the test of non-interference, and what the rules of the access plan say of them, worked out once more here from the
 * words of design.md alone.
 */

export const RESEARCH = `${DPV}AcademicResearch`

/** How precisely something is seen. Of places 0 is exact, 1 and 2 are squares, 3 is the area; between 0 and 1 is exact without descriptions, 4 is none. */
export type Level = { place: number; time: number; delayMinutes: number }

export type DatasetSpec = Level & { kind: 'open' | 'restricted' | 'personal'; minimumGroup: number }
/** What the host of a station consents to, for everybody and for research; null is no. */
export type ConsentSpec = (Pick<Level, 'place' | 'time'> & { inGroups: boolean }) | null
export type StationSpec = { dataset: number; everybody: ConsentSpec; research: ConsentSpec }
/** A permission for the partner. */
export type AgreementSpec = Level & {
  dataset: number
  forResearch: boolean
  minimumGroup: number
  property: 'pm25' | 'no2' | null
  /** Empty: all. */
  fields: string[]
  isEnded: boolean
  isProhibition: boolean
}
export type Scenario = { datasets: DatasetSpec[]; stations: StationSpec[]; agreements: AgreementSpec[] }

/** Who asks. `host` is the host of the first station. */
export const ACTORS = ['anonymous', 'owner', 'researcher', 'partner', 'partner for research', 'host'] as const
export type ActorName = (typeof ACTORS)[number]

const place = fc.integer({ min: 0, max: 3 })
const time = fc.integer({ min: 0, max: 2 })
const delayMinutes = fc.constantFrom(0, 0, 0, 60, 600)
const consent: fc.Arbitrary<ConsentSpec> = fc.option(fc.record({ place, time, inGroups: fc.boolean() }), {
  freq: 2,
})
const DATASETS = 3

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  datasets: fc.array(
    fc.record({
      kind: fc.constantFrom('open', 'restricted', 'personal', 'personal'),
      place,
      time,
      delayMinutes,
      minimumGroup: fc.constantFrom(1, 1, 3),
    }),
    { minLength: DATASETS, maxLength: DATASETS },
  ),
  stations: fc.array(fc.record({ dataset: fc.nat(DATASETS - 1), everybody: consent, research: consent }), {
    minLength: 5,
    maxLength: 5,
  }),
  agreements: fc.array(
    fc.record({
      dataset: fc.nat(DATASETS - 1),
      place,
      time,
      delayMinutes,
      forResearch: fc.boolean(),
      minimumGroup: fc.constantFrom(1, 1, 1, 3),
      property: fc.constantFrom(null, null, 'pm25', 'no2'),
      fields: fc.constantFrom<string[]>([], [], ['result'], ['result', 'location'], ['result', 'details']),
      isEnded: fc.nat(5).map((n) => n === 0),
      isProhibition: fc.nat(7).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 4 },
  ),
}) as fc.Arbitrary<Scenario>

const EXACT: Level = { place: 0, time: 0, delayMinutes: 0 }

const coarsest = (...levels: Pick<Level, 'place' | 'time'>[]) => ({
  place: Math.max(...levels.map((level) => level.place)),
  time: Math.max(...levels.map((level) => level.time)),
})

/** How someone sees a station, which measures pm25; undefined when not at all. */
export function seenBy(actor: ActorName, index: number, scenario: Scenario): Level | undefined {
  const station = scenario.stations[index]
  const dataset = station && scenario.datasets[station.dataset]
  if (!station || !dataset) return undefined
  const isOwner = actor === 'owner' || actor === 'researcher'
  const purpose = actor === 'researcher' || actor === 'partner for research' ? RESEARCH : null
  const isPartner = actor === 'partner' || actor === 'partner for research'
  const grants = isPartner ? grantsOf(scenario, station.dataset, purpose) : []
  const found: Level[] = []
  if (dataset.kind === 'personal') {
    if (actor === 'host' && index === 0) return EXACT
    const add = (consented: ConsentSpec, ...more: Level[]) => {
      if (!consented) return
      const delay = Math.max(dataset.delayMinutes, ...more.map((each) => each.delayMinutes))
      found.push({ ...coarsest(dataset, consented, ...more), delayMinutes: delay })
    }
    add(station.everybody)
    if (purpose !== null && isOwner) add(station.research)
    if (purpose !== null) for (const grant of grants) add(station.research, grant)
  } else if (isOwner) {
    return EXACT
  } else if (dataset.minimumGroup === 1) {
    if (dataset.kind === 'open') found.push(dataset)
    for (const grant of dataset.kind === 'restricted' ? grants : []) {
      const delay = Math.max(dataset.delayMinutes, grant.delayMinutes)
      found.push({ ...coarsest(dataset, grant), delayMinutes: delay })
    }
  }
  return found.toSorted(
    (one, other) => one.place - other.place || one.time - other.time || one.delayMinutes - other.delayMinutes,
  )[0]
}

function grantsOf({ agreements }: Scenario, dataset: number, purpose: string | null): Level[] {
  const about = agreements.filter((each) => each.dataset === dataset && !each.isEnded)
  const concerns = (each: AgreementSpec) => !each.forResearch || purpose !== null
  // A prohibition wins, also when nobody says for what they ask.
  if (about.some((each) => each.isProhibition)) return []
  return about
    .filter((each) => concerns(each) && each.minimumGroup === 1 && each.property !== 'no2')
    .map((each) => ({ ...each, place: placeOf(each) }))
}

/** Descriptions come only with the place. */
function placeOf({ place, fields }: AgreementSpec): number {
  if (fields.length === 0) return place
  return fields.includes('location') ? Math.max(place, 0.5) : 4
}

/** How a station counts in figures about groups; undefined when it does not, or its group is too small. */
export function countedAs(index: number, scenario: Scenario): Level | undefined {
  const of = (at: number): Level | undefined => {
    const station = scenario.stations[at]
    const dataset = station && scenario.datasets[station.dataset]
    if (!station || !dataset || dataset.kind === 'restricted') return undefined
    if (dataset.kind === 'open') return dataset
    const { everybody } = station
    if (!everybody?.inGroups) return undefined
    return { ...coarsest(dataset, everybody), delayMinutes: dataset.delayMinutes }
  }
  const station = scenario.stations[index]
  const smallest = station ? smallestGroup(scenario, station.dataset) : 1
  const others = scenario.stations.filter(
    (each, at) => each.dataset === station?.dataset && of(at) !== undefined,
  )
  return others.length < smallest ? undefined : of(index)
}

/** Of a personal dataset the smallest group is two at least. */
export function smallestGroup({ datasets }: Scenario, dataset: number): number {
  const { kind, minimumGroup } = datasets[dataset] ?? { kind: 'open', minimumGroup: 1 }
  return kind === 'personal' ? Math.max(minimumGroup, 2) : minimumGroup
}
