import { IMPORT_MAPPING } from './import-mapping.ts'

/** Sends a request that must be taken, as who fills the world. */
export type Send = <T>(
  method: 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload: object | string,
  type?: string,
) => Promise<T>

type Made = { id: string }
export type Founder = { organisationId: string; personId: string }

/** A mandate with which the founder may decide, and a token. */
export async function fillParties(send: Send, { organisationId, personId }: Founder) {
  const mandate = await send<Made>('POST', 'mandates', {
    organisationId,
    function: 'wethouder Leefomgeving',
    holderPersonId: personId,
    holderName: 'A. de Groot',
    subject: 'Openbare ruimte',
    field: 'any',
    since: '2026-01-01',
    basis: 'Mandaatbesluit 2026',
  })
  const token = await send<Made>('POST', 'tokens', { name: 'Meetnet', organisationId, role: 'data-expert' })
  return { mandateId: mandate.id, tokenId: token.id }
}

/** A processing activity in the register. */
export async function fillLogbook(send: Send) {
  const activity = await send<Made>('POST', 'processing-activities', {
    name: 'Meetstations van inwoners',
    purpose: 'Meten hoe schoon de lucht is',
    legalBasis: ['Consent'],
    dataSubjects: ['Citizen'],
    personalData: ['plaats van het meetstation'],
    operations: ['Store'],
    retentionPeriod: 'P5Y',
    contact: 'privacy@example.org',
  })
  return { activityId: activity.id }
}

const HOURS = Array.from({ length: 200 }, (_, hour) => hour)
const at = (hour: number) => new Date(Date.parse('2026-02-01T00:00:00Z') + hour * 3_600_000).toISOString()

const stream = (name: string) => ({
  name,
  description: name,
  unitOfMeasurement: { name: 'microgram', symbol: 'µg/m³', definition: 'ucum:ug/m3' },
  observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
  Sensor: { name, description: name, encodingType: 'text/plain', metadata: name },
  ObservedProperty: { name: 'pm25', description: 'Fijnstof', definition: 'https://example.org/pm25' },
})

/** An open dataset with a station of two datastreams, of which one follows the other so that it can be calibrated. */
export async function fillMeasurements(send: Send) {
  const dataset = await send<Made>('POST', 'datasets', {
    title: 'Tuinstations',
    licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
    access: 'open',
    theme: 'environment',
    contact: 'data@example.org',
  })
  const place = { type: 'Point', coordinates: [6.01, 52.005] }
  const thing = await send<{ '@iot.id': number }>('POST', '/sta/v1.1/Things', {
    name: 'Station',
    description: 'In een tuin',
    Locations: [{ name: 'Tuin', description: 'Tuin', encodingType: 'application/geo+json', location: place }],
  })
  const thingId = thing['@iot.id']
  const ids: number[] = []
  for (const name of ['Goedkoop', 'Goed']) {
    const made = await send<{ '@iot.id': number }>(
      'POST',
      `/sta/v1.1/Things(${thingId})/Datastreams`,
      stream(name),
    )
    ids.push(made['@iot.id'])
  }
  const values = ids.map((id, nth) => ({
    Datastream: { '@iot.id': id },
    components: ['phenomenonTime', 'result'],
    dataArray: HOURS.map((hour) => [at(hour), 20 + (12 + nth) * Math.sin(hour / 3.8)]),
  }))
  await send('POST', '/sta/v1.1/CreateObservations', values)
  const [datastreamId = 0, referenceDatastreamId = 0] = ids
  const ruling = { datastreamId, from: at(1), to: at(2), verdict: 'bad', reason: 'spin in de sensor' }
  const { id: rulingId } = await send<Made>('POST', 'quality-rulings', ruling)
  const pair = { sourceId: datastreamId, referenceId: referenceDatastreamId, from: at(0), to: at(199) }
  const { id: calibrationId } = await send<Made>('POST', 'calibrations', pair)
  return { datasetId: dataset.id, thingId, datastreamId, referenceDatastreamId, rulingId, calibrationId }
}

/** A public challenge, an indicator and two decisions: a draft, and one that is published. */
export async function fillLoop(send: Send, mandateId: string) {
  const { id: challengeId } = await send<Made>('POST', 'challenges', { title: 'Hitte in de stad' })
  const challenge = `challenges/${challengeId}`
  const source = { kind: 'visit', title: 'Wijkbezoek', citation: 'Het is hier te heet.' }
  const { id: sourceId } = await send<Made>('POST', `${challenge}/sources`, source)
  const goal = { title: 'Koeler', indicatorText: 'Warmte', unit: '°C', target: 30, targetDate: '2030-12-31' }
  const { id: goalId } = await send<Made>('POST', `${challenge}/goals`, { ...goal, direction: 'lower' })
  const whole = { affected: 'Ouderen', dataRole: 'Bewoners meten mee', published: true }
  await send('PATCH', challenge, whole)
  const indicator = {
    challengeId,
    title: 'Fijnstof',
    unit: 'µg/m³',
    property: 'pm25',
    statistic: 'mean',
    period: 'day',
    level: 'neighbourhood',
  }
  const { id: indicatorId } = await send<Made>('POST', 'indicators', indicator)
  const option = {
    description: '',
    cost: 0,
    consequences: [{ party: 'Bewoners', effect: 'e', kind: 'positive' }],
    goalEffects: [{ goalId, effect: 'e', kind: 'positive' }],
  }
  const decision = {
    challengeId,
    title: 'Bomen',
    question: 'Wat doen we tegen de hitte?',
    problem: 'Op warme dagen is het te heet.',
    goal: 'Minder hitte.',
    involved: [{ party: 'Bewoners', how: 'consulted', note: 'Op een avond.' }],
    field: 'public-space',
    amount: 10,
    goalIds: [goalId],
    options: [
      { id: 'nul', kind: 'do-nothing', title: 'Niets doen', ...option },
      { id: 'bomen', kind: 'action', title: 'Bomen', ...option },
    ],
    chosenOptionId: 'bomen',
    outcome: 'act',
    reasons: 'Bomen geven op termijn de meeste schaduw.',
    mandateId,
    reviewDate: '2027-09-01',
  }
  const { id: decisionId } = await send<Made>('POST', 'decisions', decision)
  const { id: publishedId } = await send<Made>('POST', 'decisions', decision)
  await send('POST', `decisions/${publishedId}/publication`, '')
  return { challengeId, sourceId, goalId, indicatorId, decisionId, publishedId }
}

/** An alliance with a member, and the draft of an agreement. */
export async function fillAgreements(
  send: Send,
  { organisationId, challengeId }: { organisationId: string; challengeId: string },
) {
  const { id: allianceId } = await send<Made>('POST', 'alliances', { challengeId, title: 'Koele stad' })
  const member = { organisationId, role: 'lead', enteredOn: '2026-01-01' }
  const { id: memberId } = await send<Made>('POST', `alliances/${allianceId}/members`, member)
  const agreement = { challengeId, allianceId, title: 'Warmte voor de GGD' }
  const { id: agreementId } = await send<Made>('POST', 'agreements', agreement)
  return { allianceId, memberId, agreementId }
}

const municipality = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: 'GM9001', name: 'Waterrijk' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [5.9, 51.9],
            [6.1, 51.9],
            [6.1, 52.1],
            [5.9, 52.1],
            [5.9, 51.9],
          ],
        ],
      },
    },
  ],
}

/** What comes in: areas, a file of values, an upload under way, a source of uplinks and a connector. */
export async function fillIntake(send: Send, dataset: string) {
  const query = 'level=municipality&codeProperty=code&nameProperty=name'
  const areas = await send<Made>('POST', `area-imports?${query}`, municipality, 'application/geo+json')
  const { id: mappingId } = await send<Made>('POST', 'import-mappings', { mapping: IMPORT_MAPPING })
  const rows = 'station,time,lon,lat,temp\na,2026-01-01 01:00,6.1,52.5,3.5\nb,gisteren,6.1,52.5,3\n'
  const imported = await send<Made>('POST', `observation-imports?mapping=${mappingId}`, rows, 'text/csv')
  const upload = await send<Made>('POST', 'observation-uploads', { format: 'csv', dataset })
  const mapping = [{ field: 'temperature', property: 'temperature', unit: 'Cel' }]
  const source = { dataset, name: 'LoRa', kind: 'the-things-stack', mapping }
  const { id: inboundId } = await send<Made>('POST', 'inbound-sources', source)
  const settings = { kind: 'luchtmeetnet', stations: ['NL10101'] }
  const { id: connectorId } = await send<Made>('POST', 'connectors', { dataset, name: 'Lucht', settings })
  const table = { name: 'Kerncijfers', table: '85984NED', municipalities: ['GM0193'], year: 2024 }
  const { id: statlineId } = await send<Made>('POST', 'statline-tables', table)
  return {
    areaImportId: areas.id,
    statlineId,
    mappingId,
    observationImportId: imported.id,
    uploadId: upload.id,
    inboundId,
    connectorId,
  }
}
