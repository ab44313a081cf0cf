import { IMPORT_MAPPING } from './import-mapping.ts'
import type { World } from './world.ts'

/** A request that is right, from which wrong ones are made. */
export type Example = {
  /** Values in the path, by name. */
  path?: Record<string, string>
  query?: Record<string, string>
  headers?: Record<string, string>
  /** A value is sent as JSON, a text as a file of `type`. */
  body?: unknown
  /** Pointers to objects in the body that may have any field. */
  open?: string[]
  type?: string
  /** Can be done once, or changes what the other requests need: it is only sent wrong. */
  once?: true
}

const from = '2026-02-01T00:00:00Z'
const to = '2026-03-01T00:00:00Z'
const page = { pageSize: '2' }

/** A good request for each operation of the API document, but for those of the logbook. A test fails when one has none. */
export function examplesOf(world: World): Record<string, Example> {
  return {
    ...partyExamples(world),
    ...loopExamples(world),
    ...measuringExamples(world),
    ...intakeExamples(world),
  }
}

function partyExamples({ organisationId, mandateId, personId, tokenId }: World): Record<string, Example> {
  const organisation = {
    name: 'Afdeling',
    kind: 'department',
    tooi: null,
    parentId: organisationId,
    website: 'https://example.org/',
  }
  const mandate = {
    function: 'wethouder',
    holderPersonId: personId,
    holderName: 'A. de Groot',
    subject: 'Openbare ruimte',
    field: 'public-space',
    maximumAmount: 5000,
    since: '2026-01-01',
    until: '2026-12-31',
    basis: 'Mandaatbesluit',
    basisUrl: 'https://example.org/besluit',
    deputy: { personId, since: '2026-02-01', until: '2026-03-31' },
  }
  const id = organisationId
  return {
    'GET /me': {},
    'GET /me/data': {},
    'GET /me/data-export': {},
    'GET /me/purpose': {},
    'PUT /me/purpose': { body: { purpose: null } },
    'GET /me/data-uses': { query: { ...page, from: '2026-02-01', to: '2026-03-02' } },
    'GET /organisations': { query: { ...page, kind: 'municipality', q: 'a' } },
    'POST /organisations': { body: organisation },
    'GET /organisations/{id}': { path: { id } },
    'PATCH /organisations/{id}': {
      path: { id },
      body: { ...organisation, kind: 'municipality', parentId: null },
    },
    'GET /organisations/{id}/members': { path: { id }, query: page },
    'POST /organisations/{id}/members': {
      path: { id },
      body: { email: 'lid@example.org', role: 'clerk' },
      once: true,
    },
    'DELETE /organisations/{id}/members/{personId}': {
      path: { id, personId },
      query: { role: 'clerk' },
      once: true,
    },
    'GET /mandates': { query: { ...page, organisationId, field: 'any', validOn: '2026-03-01' } },
    'POST /mandates': { body: { ...mandate, organisationId } },
    'GET /mandates/{id}': { path: { id: mandateId } },
    'PATCH /mandates/{id}': { path: { id: mandateId }, body: mandate },
    'GET /tokens': { query: page },
    'POST /tokens': {
      body: {
        name: 'Meetnet',
        organisationId,
        role: 'data-expert',
        purpose: 'https://w3id.org/dpv#PublicBenefit',
        datasetId: null,
        expiresAt: '2027-01-01T00:00:00Z',
      },
    },
    'DELETE /tokens/{id}': { path: { id: tokenId }, once: true },
  }
}

function loopExamples(world: World): Record<string, Example> {
  const { challengeId, sourceId, goalId, indicatorId, organisationId } = world
  const key = challengeId
  const challenge = {
    title: 'Schone lucht',
    summary: 's',
    question: 'q',
    affected: 'a',
    dataRole: 'd',
    phase: 'measuring',
    areaCodes: ['GM9001'],
  }
  const source = { kind: 'visit', title: 't', citation: 'c', url: 'https://example.org/', date: '2026-01-01' }
  const goal = {
    title: 't',
    unit: '°C',
    target: 3,
    targetDate: '2030-01-01',
    direction: 'lower',
    indicatorId,
    indicatorText: 'x',
    areaCode: 'GM9001',
    baseline: 5,
    baselineDate: '2025-01-01',
  }
  const indicator = {
    challengeId,
    published: false,
    title: 'Fijnstof',
    description: '',
    unit: 'µg/m³',
    property: 'pm25',
    datasetIds: [world.datasetId],
    statistic: 'percentile',
    percentile: 90,
    norm: null,
    period: 'day',
    level: 'municipality',
    minimumCoverage: 0.5,
    goodDirection: 'lower',
    lines: [{ title: 'WHO', value: 15, kind: 'norm', source: 'WHO', sourceUrl: 'https://example.org/' }],
    signalRule: { line: 15, direction: 'above', clearLine: 14, minimumPeriods: 1 },
  }
  return {
    'GET /challenges': { query: { ...page, phase: 'measuring', area: 'GM9001', q: 'lucht' } },
    'POST /challenges': { body: { ...challenge, ownerId: organisationId } },
    'GET /challenges/{key}': { path: { key } },
    'GET /challenges/{key}/progress': { path: { key } },
    'PATCH /challenges/{key}': { path: { key }, body: { ...challenge, published: true } },
    'GET /challenges/{key}/sources/{id}': { path: { key, id: sourceId } },
    'PATCH /challenges/{key}/sources/{id}': { path: { key, id: sourceId }, body: source },
    'DELETE /challenges/{key}/sources/{id}': { path: { key, id: sourceId }, once: true },
    'POST /challenges/{key}/sources': { path: { key }, body: source },
    'GET /challenges/{key}/goals/{id}': { path: { key, id: goalId } },
    'PATCH /challenges/{key}/goals/{id}': { path: { key, id: goalId }, body: goal },
    'DELETE /challenges/{key}/goals/{id}': { path: { key, id: goalId }, once: true },
    'POST /challenges/{key}/goals': { path: { key }, body: goal },
    'PUT /challenges/{key}/parties/{organisationId}': {
      path: { key, organisationId },
      body: { role: 'partner', contribution: 'c' },
    },
    'DELETE /challenges/{key}/parties/{organisationId}': { path: { key, organisationId }, once: true },
    'GET /indicators': { query: { ...page, challengeId } },
    'POST /indicators': { body: { ...indicator, ownerId: organisationId } },
    'GET /indicators/{key}': { path: { key: indicatorId } },
    'PATCH /indicators/{key}': { path: { key: indicatorId }, body: indicator },
    'GET /indicators/{key}/profiles/{code}': {
      path: { key: indicatorId, code: 'GM9001' },
      query: { from, to },
    },
    'GET /indicators/{key}/ranking': { path: { key: indicatorId }, query: { at: from } },
    'GET /indicators/{key}/tiles/{z}/{x}/{y}': { path: { key: indicatorId, ...tile }, query: { at: from } },
    'GET /indicators/{key}/forecast': { path: { key: indicatorId }, query: { area: 'GM9001' } },
    'GET /indicators/{key}/steering-answers': { path: { key: indicatorId } },
    'PUT /indicators/{key}/steering-answers': {
      path: { key: indicatorId },
      body: { respect: 'trend', finding: 'few-data', text: 'Volgend jaar weten we meer.' },
    },
    'GET /indicators/{key}/steering-check': { path: { key: indicatorId }, query: { area: 'GM9001' } },
    'GET /indicators/{key}/values': {
      path: { key: indicatorId },
      query: { area: 'GM9001', from, to, latest: 'false', format: 'csv' },
    },
    'GET /indicators/{key}/opened-figure': {
      path: { key: indicatorId },
      query: { ...page, area: 'GM9001', periodStart: from, datastream: '1' },
      // No figure was computed in this world.
      once: true,
    },
    'POST /indicators/{key}/computations': { path: { key: indicatorId }, body: { from, to } },
    'GET /explorations': {
      query: {
        ...{ chart: 'scatter', what: 'property:pm25', against: 'property:pm10', where: 'all', by: 'all' },
        ...{ from: '2026-03-01', to: '2026-03-02', step: 'hour', format: 'csv' },
      },
    },
    'GET /signals': {
      query: { ...page, id: indicatorId, state: 'open', indicatorId, challengeId, area: 'GM9001' },
    },
    'GET /signals/{id}': { path: { id: indicatorId }, once: true },
    'GET /signal-terms/{organisationId}': { path: { organisationId } },
    'PUT /signal-terms/{organisationId}/{kind}': {
      path: { organisationId, kind: 'absence' },
      body: { days: 10, reason: 'Sneller kijken waarom' },
    },
    'PUT /signals/{id}/term': {
      path: { id: indicatorId },
      body: { dueOn: '2030-01-01', reason: 'Eerst de zomer afwachten' },
      once: true,
    },
  }
}

function measuringExamples(world: World): Record<string, Example> {
  const { datasetId, organisationId, datastreamId, thingId, rulingId, calibrationId } = world
  const key = datasetId
  const datastream = String(datastreamId)
  const dataset = {
    title: 'Tuinstations',
    description: '',
    licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
    access: 'open',
    theme: 'environment',
    contact: 'data@example.org',
    corrections: 'replace',
    precision: { place: 'exact', time: 'raw', delayMinutes: 0, minimumGroup: 1 },
    retention: { rawDays: 3650, hourDays: 36500 },
  }
  const limits = {
    pm25: { range: { minimum: 0, maximum: 1000 }, constant: null, outlier: null },
  }
  const calibration = {
    sourceId: datastreamId,
    referenceId: world.referenceDatastreamId,
    from,
    to,
    terms: [],
  }
  const stations = { property: 'pm25', area: 'GM9001', bbox: '5,52,6,53', reference: 'false', format: 'csv' }
  return {
    'GET /datasets': {
      query: { ...page, q: 'a', theme: 'environment', access: 'open', ownerId: organisationId },
    },
    'POST /datasets': { body: { ...dataset, ownerId: organisationId } },
    'GET /datasets/{key}': { path: { key } },
    'PATCH /datasets/{key}': { path: { key }, body: dataset },
    'GET /datasets/{key}/quality-limits': { path: { key } },
    'PATCH /datasets/{key}/quality-limits': { path: { key }, body: { limits: { ...limits, noise: null } } },
    'PUT /datasets/{key}/quality-limits': { path: { key }, body: { limits } },
    'GET /stations': { query: { ...page, dataset: datasetId, datastream, ...stations } },
    'GET /station-counts': {
      query: { dataset: datasetId, property: 'pm25', area: 'GM9001', reference: 'false' },
    },
    ...mapExamples,
    'GET /stations/{thingId}': { path: { thingId: String(thingId) } },
    'GET /series': { query: { datastream, from, to, resolution: 'hour', format: 'csv' } },
    'GET /latest-values': {
      query: { datastream, dataset: datasetId, property: 'pm25' },
      headers: { 'last-event-id': '1' },
    },
    'GET /quality-rulings': { query: { datastream } },
    'POST /quality-rulings': {
      body: { datastreamId, from, to, verdict: 'bad', reason: 'spin in de sensor' },
    },
    'DELETE /quality-rulings/{id}': { path: { id: rulingId }, once: true },
    'GET /quality-flags': {},
    'GET /coverage': { query: { datastream, from, to } },
    'POST /stations/{thingId}/hosts': {
      path: { thingId: String(thingId) },
      body: { email: 'gast@example.org' },
    },
    'POST /sensor-messages/confirmation': { query: { key: 'a'.repeat(32) }, once: true },
    'POST /sensor-messages/stop': { query: { key: 'a'.repeat(32) }, once: true },
    'GET /station-health': { query: { ...page, dataset: datasetId, state: 'stopped' } },
    'GET /stations/{thingId}/health': { path: { thingId: String(thingId) }, once: true },
    'GET /calibrations': { query: { datastream } },
    'POST /calibrations': { body: calibration, once: true },
    'GET /calibrations/{id}': { path: { id: calibrationId }, once: true },
    'POST /calibrations/{id}/acceptance': {
      path: { id: calibrationId },
      body: { validFrom: from },
      once: true,
    },
    'GET /areas': { query: { ...page, level: 'municipality', parent: 'GM9001', at: '5.1,52.1', q: 'a' } },
    'GET /areas/{code}': { path: { code: 'GM9001' } },
    'GET /area-measures': {},
    'GET /area-shapes': { query: { level: 'municipality', parent: 'GM9001' } },
  }
}

const tile = { z: '9', x: '263', y: '169' }
const shown = { property: 'pm25', unit: 'ug/m3', day: '2026-02-01', year: '2026' }
const mapExamples: Record<string, Example> = {
  'GET /tiles/stations/{z}/{x}/{y}': { path: tile, query: shown },
  'GET /tiles/hexagons/{z}/{x}/{y}': { path: tile, query: { ...shown, width: '1000' } },
  'GET /tiles/areas/{z}/{x}/{y}': { path: tile, query: { level: 'municipality' } },
  'GET /measured-properties': {},
  'GET /station-values': { query: { ...page, ...shown } },
  'GET /hexagons': { query: { ...shown, width: '1000' } },
}

const SHAPES = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: 'BU90010101', name: 'De Kom' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [6, 52],
            [6.02, 52],
            [6.02, 52.01],
            [6, 52.01],
            [6, 52],
          ],
        ],
      },
    },
  ],
})

function intakeExamples(world: World): Record<string, Example> {
  const {
    datasetId,
    organisationId,
    mappingId,
    uploadId,
    inboundId,
    connectorId,
    areaImportId,
    statlineId,
    observationImportId,
  } = world
  const id = inboundId
  const unknown = '00000000-0000-4000-8000-000000000001'
  const mapping = [
    {
      field: 'temperature',
      property: 'temperature',
      unit: 'Cel',
      factor: 1,
      offset: 0,
      result: 'number',
      missing: [-999, 'NA'],
      datastream: 'binnen',
    },
  ]
  const inbound = {
    name: 'Proef',
    kind: 'the-things-stack',
    script: 'function decodeUplink(input) { return { data: { temperature: 1 } } }',
    mapping,
    stationKey: 'eui',
  }
  const uplink = {
    end_device_ids: {
      device_id: 'd1',
      dev_eui: '0004A30B001C0530',
      application_ids: { application_id: 'a' },
    },
    received_at: '2026-03-01T00:00:00Z',
    uplink_message: {
      f_port: 1,
      f_cnt: 7,
      frm_payload: 'AQI=',
      received_at: '2026-03-01T00:00:00Z',
      decoded_payload: { temperature: 3 },
    },
  }
  const connector = { name: 'Luchtmeetnet', intervalMinutes: 60, paused: false }
  const broker = {
    url: 'mqtts://eu1.cloud.thethings.network',
    application: 'app@ttn',
    username: 'app@ttn',
    password: 'geheim',
  }
  const letters = { dataset: datasetId, sourceId: inboundId, reason: 'not-json' }
  const csv = { type: 'text/csv' }
  return {
    'POST /area-imports': {
      query: { level: 'neighbourhood', crs: 'auto', codeProperty: 'code', nameProperty: 'name' },
      type: 'application/geo+json',
      body: SHAPES,
    },
    'GET /area-imports/{id}': { path: { id: areaImportId } },
    'GET /area-imports/{id}/refused-rows': { path: { id: areaImportId } },
    'POST /area-statistic-imports': {
      ...csv,
      query: { year: '2024', edition: 'proef', layout: 'long', delimiter: ';' },
      body: 'area;measure;title;unit;value\nGM9001;population;inwoners;1;12\n',
    },
    'GET /statline-tables': { query: page },
    'POST /statline-tables': {
      body: {
        ...{ ownerId: organisationId, name: 'Kerncijfers', service: 'cbs-v4', table: '85984NED', year: 2024 },
        ...{ municipalities: ['GM0193'], categories: { Geslacht: 'T001038' }, everyDays: 30, paused: false },
        measures: [{ code: 'T001036', key: 'inwoners', title: 'inwoners' }],
      },
    },
    'GET /statline-tables/{id}': { path: { id: statlineId } },
    'PATCH /statline-tables/{id}': {
      path: { id: statlineId },
      body: { name: 'Cijfers', everyDays: 7, paused: false },
    },
    'DELETE /statline-tables/{id}': { path: { id: statlineId }, once: true },
    'POST /statline-tables/{id}/runs': { path: { id: statlineId }, once: true },
    'POST /import-mappings': { body: { name: 'tuin', mapping: IMPORT_MAPPING, ownerId: organisationId } },
    'GET /import-mappings': {},
    'GET /import-mappings/{id}': { path: { id: mappingId } },
    'PUT /import-mappings/{id}': { path: { id: mappingId }, body: { name: 'tuin', mapping: IMPORT_MAPPING } },
    'DELETE /import-mappings/{id}': { path: { id: mappingId }, once: true },
    'POST /observation-imports': {
      ...csv,
      query: { mapping: mappingId, dataset: datasetId },
      body: 'station,time,lon,lat,temp\na,2026-01-01 01:00,6.1,52.5,3.5\n',
    },
    'GET /observation-imports/{id}': { path: { id: observationImportId } },
    'GET /observation-imports/{id}/refused-rows': { path: { id: observationImportId } },
    'POST /observation-uploads': { body: { format: 'csv', dataset: datasetId } },
    'GET /observation-uploads/{id}': { path: { id: uploadId } },
    'PATCH /observation-uploads/{id}': {
      ...csv,
      path: { id: uploadId },
      headers: { 'upload-offset': '0', 'upload-complete': '?0' },
      body: 'datastream,phenomenonTime,result\n',
      once: true,
    },
    'GET /inbound-sources': { query: { ...page, dataset: datasetId } },
    'POST /inbound-sources': { body: { dataset: datasetId, ...inbound } },
    'GET /inbound-sources/{id}': { path: { id } },
    'PATCH /inbound-sources/{id}': { path: { id }, body: { ...inbound, paused: false } },
    'DELETE /inbound-sources/{id}': { path: { id }, once: true },
    'GET /inbound-sources/{id}/devices': { path: { id }, query: page },
    'POST /inbound-sources/{id}/trials': {
      path: { id },
      body: { uplink, script: null, mapping },
      open: ['/uplink'],
    },
    'POST /inbound-sources/{id}/uplinks': {
      path: { id },
      query: { event: 'up' },
      body: uplink,
      open: ['', '/end_device_ids', '/uplink_message'],
    },
    'POST /inbound-trials': {
      body: { dataset: datasetId, kind: inbound.kind, uplink, script: null, mapping },
      open: ['/uplink'],
    },
    'PUT /inbound-sources/{id}/broker': { path: { id }, body: broker, once: true },
    'GET /inbound-sources/{id}/broker': { path: { id }, once: true },
    'DELETE /inbound-sources/{id}/broker': { path: { id }, once: true },
    'GET /connectors': { query: { ...page, dataset: datasetId } },
    'POST /connectors': {
      body: { ...connector, dataset: datasetId, settings: { kind: 'luchtmeetnet', stations: ['NL10101'] } },
    },
    'GET /connectors/{id}': { path: { id: connectorId } },
    'PATCH /connectors/{id}': { path: { id: connectorId }, body: connector },
    'DELETE /connectors/{id}': { path: { id: connectorId }, once: true },
    'POST /connectors/{id}/runs': { path: { id: connectorId }, once: true },
    'GET /dead-letters': { query: { ...page, ...letters, state: 'waiting' } },
    'GET /dead-letter-counts': { query: { dataset: datasetId, sourceId: inboundId } },
    'GET /dead-letters/{id}': { path: { id: unknown }, once: true },
    'POST /dead-letters/{id}/replays': { path: { id: unknown }, once: true },
    'POST /dead-letters/{id}/discards': { path: { id: unknown }, body: { note: 'oud' }, once: true },
    'POST /dead-letter-replays': { body: letters },
    'POST /dead-letter-discards': { body: { ...letters, note: 'oud' } },
  }
}
