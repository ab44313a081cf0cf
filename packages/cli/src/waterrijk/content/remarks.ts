import type { components } from '@samenspel/client'

type Remark = components['schemas']['Remark']
type Voice = {
  by: string
  stance: 'support' | 'dispute'
  reason?: 'not-so' | 'not-here' | 'not-then' | 'over'
}

/** A resident of the example with an account. Names are invented; the addresses cannot receive mail (RFC 2606). */
export const RESIDENTS = [
  {
    key: 'bewoner-wevers',
    name: 'Mirjam Kuipers',
    email: 'mirjam.kuipers@waterrijk.example',
    follows: ['hitte'],
  },
  {
    key: 'bewoner-haven',
    name: 'Faisal el Amrani',
    email: 'faisal.el.amrani@waterrijk.example',
    follows: [],
  },
] as const

/** A remark of the example: on a station, one of its series, or an area. */
export type ExampleRemark = {
  /** By which a decision cites it. */
  key?: string
  by: string
  kind: Remark['kind']
  text: string
  name: string | null
  at: { station: string } | { station: string; property: string } | { area: string }
  /** Days from the moment the example is first filled at which it was written; left out: only then. */
  writtenOn?: number
  /** Hours before the example was filled; null when it is about no time. */
  fromHours: number | null
  toHours?: number
  voices?: readonly Voice[]
  report?: { by: string; rule: 'privacy' | 'advertising'; note: string }
  /** What the clerk judged. */
  hidden?: { rule: 'privacy'; reason: string }
}

/** What people of Waterrijk say of its measurements; one is disputed, one is hidden and one waits for a moderator. */
export const REMARKS: readonly ExampleRemark[] = [
  {
    key: 'warme-slaapkamer',
    by: 'bewoner-wevers',
    kind: 'other',
    text: 'Rond het Weversplein houden de stenen de warmte vast. Op warme dagen koelt mijn slaapkamer pas na twee uur ’s nachts af, ook met alle ramen open.',
    name: 'Mirjam',
    at: { area: 'BU90010103' },
    writtenOn: -52,
    fromHours: null,
    voices: [{ by: 'bewoner-haven', stance: 'support' }],
  },
  {
    by: 'bewoner-wevers',
    kind: 'placement',
    text: 'Deze meter hangt aan een muur op het zuiden en krijgt vanaf de middag volle zon. De temperatuur is hier op zonnige dagen hoger dan in de schaduw.',
    name: 'Mirjam',
    at: { station: 'waterrijk-tuin-001' },
    fromHours: null,
    voices: [
      { by: 'bewoner-haven', stance: 'support' },
      { by: 'data-expert', stance: 'support' },
    ],
  },
  {
    by: 'bewoner-haven',
    kind: 'works',
    text: 'De Havenstraat ligt open voor een nieuw riool. Vrachtwagens rijden om door de smalle straten hierachter.',
    name: 'Faisal el Amrani',
    at: { area: 'BU90010101' },
    fromHours: 150,
    toHours: 54,
    voices: [{ by: 'beleid-water', stance: 'support' }],
  },
  {
    by: 'bewoner-wevers',
    kind: 'event',
    text: 'Buurtfeest met vuurkorven. Daar kan het fijnstof van komen.',
    name: null,
    at: { station: 'waterrijk-tuin-001', property: 'pm25' },
    fromHours: 64,
    toHours: 60,
    voices: [
      { by: 'bewoner-haven', stance: 'dispute', reason: 'not-then' },
      { by: 'data-expert', stance: 'dispute', reason: 'not-so' },
    ],
  },
  {
    by: 'data-expert',
    kind: 'fault',
    text: 'De regenmeter zat verstopt met bladeren. Schoongemaakt; wat daarvoor als droog is gemeten, klopt niet.',
    name: 'Priya Ramdin, gemeente Waterrijk',
    at: { station: 'waterrijk-tuin-001', property: 'rain' },
    fromHours: 100,
    toHours: 30,
  },
  {
    by: 'bewoner-wevers',
    kind: 'other',
    text: 'De bewoner van nummer 12 stookt elke avond, dat is de oorzaak.',
    name: null,
    at: { station: 'waterrijk-tuin-001' },
    fromHours: 40,
    report: { by: 'bewoner-haven', rule: 'privacy', note: 'Iedereen in de straat weet wie dat is.' },
    hidden: {
      rule: 'privacy',
      reason:
        'Deze tekst wijst een bewoner aan met een huisnummer. Zonder dat is een opmerking over stoken welkom.',
    },
  },
  {
    by: 'bewoner-haven',
    kind: 'other',
    text: 'Wie ook zo’n weerstation wil: ik heb er nog vier over, voor een goede prijs.',
    name: null,
    at: { station: 'waterrijk-tuin-002' },
    fromHours: null,
    report: { by: 'beleid-klimaat', rule: 'advertising', note: '' },
  },
]
