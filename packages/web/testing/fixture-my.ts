import type { AnalysisSummary } from '../app/analyses/api.ts'
import type { ClassSummary } from '../app/classes/api.ts'
import type { Consent, ConsentNotice, HostedSensor, PlacePreview, SensorKit } from '../app/my/api.ts'
import type { Remark } from '../app/remarks/api.ts'

const words = (nl: string, en: string) => ({ nl, en })

/** The dataset in which residents measure along. */
const DATASET = '00000000-0000-4000-8000-0000000000d1'

export const kits: SensorKit[] = [
  {
    key: 'mqtt-climate',
    title: words('Zelfbouw: temperatuur en luchtvochtigheid', 'Home-built: temperature and humidity'),
    about: words('Een ESP32 met een sensor.', 'An ESP32 with a sensor.'),
    ways: ['mqtt', 'http'],
    measures: [
      {
        key: 'temperature',
        title: words('temperatuur', 'temperature'),
        unit: '°C',
        fields: ['temperature'],
      },
      { key: 'humidity', title: words('luchtvochtigheid', 'humidity'), unit: '%', fields: ['humidity'] },
    ],
  },
  {
    key: 'sds011-airrohr',
    title: words('Fijnstofmeter van Sensor.Community', 'Sensor.Community dust sensor'),
    about: words('Bouwpakket met een SDS011.', 'A kit with an SDS011.'),
    ways: ['airrohr', 'http'],
    measures: [{ key: 'pm10', title: words('fijnstof', 'dust'), unit: 'µg/m³', fields: ['SDS_P1', 'pm10'] }],
  },
]

const text = words('Wij laten zien hoe warm het in de buurt is.', 'We show how warm it is around here.')

const notice = (id: string, title: ConsentNotice['title'], purpose: string): ConsentNotice => ({
  id,
  datasetId: DATASET,
  ownerId: '00000000-0000-4000-8000-000000000001',
  ownerName: 'Gemeente Waterrijk',
  purpose,
  version: 1,
  state: 'published',
  publishedAt: '2026-06-01T08:00:00.000Z',
  updatedAt: '2026-06-01T08:00:00.000Z',
  title,
  what: text,
  why: text,
  controller: text,
  precision: text,
  retention: text,
  recipients: text,
  consequences: text,
  withdrawal: text,
  frozen: text,
  contact: 'privacy@waterrijk.example',
  offer: { place: 'exact', time: 'raw', inGroups: true, longestDays: 365, keptDays: 730, recipientIds: [] },
  asksAgain: true,
  revision: 'a',
  history: [{ version: 1, state: 'published', publishedAt: '2026-06-01T08:00:00.000Z', reason: '' }],
})

/** One on which the resident of the fixture said yes, and one without an answer. */
export const notices = [
  notice(
    '00000000-0000-4000-8000-0000000000a1',
    words('Uw meter op de kaart', 'Your sensor on the map'),
    'https://w3id.org/dpv#DataAltruism',
  ),
  notice(
    '00000000-0000-4000-8000-0000000000a2',
    words('Onderzoek naar hitte', 'Research on heat'),
    'https://w3id.org/dpv#AcademicResearch',
  ),
]

export const invitations = notices.slice(0, 1).map(({ id, datasetId, ownerId, ownerName, title }) => ({
  ...{ noticeId: id, datasetId, ownerId, ownerName, title },
}))

const given: Consent['current'] = {
  number: 1,
  status: 'ConsentGiven',
  noticeVersion: 1,
  language: 'nl',
  method: 'signed-in',
  recordedAt: '2026-06-02T09:00:00.000Z',
  terms: { place: '500m', time: 'hour', inGroups: true, until: '2027-06-02T21:59:59.000Z' },
}

export const consents: Consent[] = notices.slice(0, 1).map(({ id, datasetId, purpose }) => ({
  id: '00000000-0000-4000-8000-0000000000c1',
  noticeId: id,
  datasetId,
  purpose,
  inForce: true,
  current: given,
  history: [given],
}))

const stream = (id: number, key: string, title: string, unit: string, value: number | null) => ({
  ...{ id, key, title, unit },
  latest: value === null ? null : { value, at: '2026-08-20T11:55:00.000Z' },
})

/** One that measures, and one that stopped. */
export const sensors: HostedSensor[] = [
  {
    id: '00000000-0000-4000-8000-0000000000e1',
    datasetId: DATASET,
    kit: 'mqtt-climate',
    name: 'Tuin',
    startedAt: '2026-06-02T09:05:00.000Z',
    stoppedAt: null,
    keyMadeAt: '2026-06-02T09:06:00.000Z',
    offeredAt: '2026-08-19T09:00:00.000Z',
    stationId: 1,
    stationName: 'ESP32 1a2b',
    place: { longitude: 5.1, latitude: 52.1, area: { code: 'BU1', name: 'Oude Haven' } },
    states: ['battery'],
    datastreams: [
      stream(11, 'temperature', 'temperatuur', '°C', 21.5),
      stream(12, 'humidity', 'luchtvochtigheid', '%', null),
    ],
  },
  {
    id: '00000000-0000-4000-8000-0000000000e2',
    datasetId: DATASET,
    kit: 'sds011-airrohr',
    name: 'Balkon',
    startedAt: '2026-06-02T09:05:00.000Z',
    stoppedAt: '2026-07-02T09:05:00.000Z',
    keyMadeAt: null,
    offeredAt: null,
    stationId: 2,
    stationName: 'LHT65 3c4d',
    place: { longitude: 5.1, latitude: 52.1, area: null },
    states: [],
    datastreams: [stream(13, 'pm10', 'fijnstof', 'µg/m³', 8)],
  },
]

export const placePreview: PlacePreview = {
  exact: [5.1, 52.1],
  '100m': [5.1004, 52.1003],
  '500m': [5.102, 52.101],
  area: { code: 'BU1', name: 'Oude Haven' },
}

/** Where the fixture serves MQTT. */
export const service = {
  serverSettings: { mqtt: { endpoints: ['mqtt://waterrijk.example:1883'] } },
}

/** What the resident wrote, and the class of which they are the teacher. */
export const ownAnalyses: AnalysisSummary[] = [
  {
    id: '00000000-0000-4000-8000-0000000000a1',
    slug: 'waar-is-het-koel',
    title: 'Waar is het koel?',
    question: 'Waar speel je op een warme dag het best?',
    state: 'draft',
    version: 1,
    byline: '',
    basedOn: null,
    charts: 1,
    hasDraft: true,
    isHidden: false,
    publishedAt: null,
    updatedAt: '2026-06-20T08:00:00.000Z',
  },
]

export const ownClasses: ClassSummary[] = [
  {
    id: '00000000-0000-4000-8000-0000000000c1',
    school: 'De Meerkoet',
    name: 'groep 8',
    openedAt: '2026-05-01T08:00:00.000Z',
    endsOn: '2026-07-31',
    pupils: 12,
  },
]

export const ownRemarks: Remark[] = [
  {
    id: '00000000-0000-4000-8000-0000000000b1',
    kind: 'works',
    text: 'Hier wordt de straat opengebroken.',
    writer: null,
    isOwn: true,
    writtenAt: '2026-06-19T08:00:00.000Z',
    changedAt: null,
    thing: 1,
    datastream: null,
    area: null,
    name: 'Stationsplein',
    location: null,
    property: null,
    from: '2026-06-18T08:00:00.000Z',
    to: null,
    supports: 2,
    disputes: 0,
    reasons: [],
    voice: null,
    hidden: null,
    mayChange: false,
  },
]
