import { toWgs84 } from '@samenspel/standards/geo'
import type { TestActor } from '../../../../testing/actors.ts'
import { type ConsentSpec, RESEARCH, type Scenario, type StationSpec } from './scenario.ts'
import type { Consent, planWorld } from './world.ts'

export const PLACES = ['exact', '100m', '500m', 'area'] as const
export const TIMES = ['raw', 'hour', 'day'] as const

const PUBLIC = 'https://w3id.org/dpv#DataAltruism'

/** A purpose of consents with which nobody asks. */
const OF_NOBODY = 'https://w3id.org/dpv#ServiceProvision'

/** What the host of a station chooses otherwise. Who sees or counts something else then follows from the world before and after. */
const CHOICES = {
  'in figures of groups or not': ({ everybody }) => ({ everybody: inGroupsOrNot(everybody) }),
  'in groups for research or not': ({ research }) => ({ research: inGroupsOrNot(research) }),
  'another answer for research': ({ research }) => ({
    research: research ? null : { place: 0, time: 0, inGroups: true },
  }),
  // What is for nobody is no part of a world.
  'another answer for a purpose of nobody': () => ({}),
  'one more who consents to a purpose of nobody': () => ({}),
} as const satisfies Record<string, (host: StationSpec) => Partial<StationSpec>>

export type ChoiceName = keyof typeof CHOICES

export const CHOICE_NAMES = Object.keys(CHOICES) as ChoiceName[]

export const isChoice = (name: string): name is ChoiceName => name in CHOICES

function inGroupsOrNot(consent: ConsentSpec): ConsentSpec {
  return consent && { ...consent, inGroups: !consent.inGroups }
}

/** The world after the host of a station chose otherwise. */
export function chosen(name: ChoiceName, index: number, scenario: Scenario): Scenario {
  const stations = scenario.stations.map((host, at) =>
    at === index ? { ...host, ...CHOICES[name](host) } : host,
  )
  return { ...scenario, stations }
}

type Hosted = { hostId: string; datasetId: string; x: number; y: number }
type Choosing = {
  world: ReturnType<typeof planWorld>
  owner: TestActor
  /** The organisations that the notices name. */
  recipients: string[]
}

/** Stores what a host consents to: for everybody and for research. */
export async function answerAs(
  { everybody, research }: Pick<StationSpec, 'everybody' | 'research'>,
  { hostId, datasetId }: Pick<Hosted, 'hostId' | 'datasetId'>,
  { world, recipients }: Pick<Choosing, 'world' | 'recipients'>,
): Promise<void> {
  for (const [purpose, given] of [
    [PUBLIC, everybody],
    [RESEARCH, research],
  ] as const) {
    const asked = { personId: hostId, datasetId, purpose, recipients }
    if (given) await world.consent({ ...asked, ...precisionOf(given) })
    else await world.withdraw(await world.consent(asked))
  }
}

const precisionOf = ({ place, time, inGroups }: NonNullable<ConsentSpec>) => ({
  place: PLACES[place] ?? 'area',
  time: TIMES[time] ?? 'day',
  inGroups,
})

/**
 * Lets the host of a station choose as in the scenario, which is that of after the choice.
 * @param n another number each time
 */
export async function choose(
  name: ChoiceName,
  { station, index, scenario, n }: { station: Hosted; index: number; scenario: Scenario; n: number },
  choosing: Choosing,
): Promise<void> {
  const { world, owner, recipients } = choosing
  const spec = scenario.stations[index]
  if (!spec) return
  const ofNobody = (personId: string): Consent => ({
    personId,
    datasetId: station.datasetId,
    purpose: OF_NOBODY,
    recipients,
  })
  if (name === 'another answer for a purpose of nobody') {
    const choice = await world.consent(ofNobody(station.hostId))
    if (n % 2 === 0) await world.withdraw(choice)
  } else if (name === 'one more who consents to a purpose of nobody') {
    // In what is not personal a thing is seen whoever hosts it.
    if (scenario.datasets[spec.dataset]?.kind !== 'personal') return
    const hostId = crypto.randomUUID()
    const phenomenonTime = ['2026-03-01T08:00:00Z', '2026-03-02T05:20:00Z', '2026-03-02T10:05:00Z']
    await world.station(owner, station.datasetId, {
      name: `buur ${n}`,
      point: toWgs84([station.x, station.y]),
      hostId,
      observations: phenomenonTime.map((each) => ({ phenomenonTime: each, result: 90 + (n % 30) })),
    })
    await world.consent(ofNobody(hostId))
  } else {
    await answerAs(spec, station, choosing)
  }
}
