import type { Dataset } from '../app/api.ts'
import { id } from './fixture-data.ts'

export const datasets: Dataset[] = [
  {
    id: id(51),
    revision: 'r1',
    slug: 'tuinstations-waterrijk',
    title: 'Tuinstations Waterrijk',
    description: 'Metingen van twaalf weerstations in tuinen van bewoners: temperatuur en fijnstof.',
    ownerId: id(91),
    ownerName: 'Gemeente Waterrijk',
    licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/naamsvermelding40',
    access: 'open',
    precision: { place: '100m', time: 'hour', delayMinutes: 15, minimumGroup: 1 },
    retention: { rawDays: 365, hourDays: null },
    theme: 'environment',
    contact: 'data@waterrijk.example',
    corrections: 'replace',
    createdAt: '2026-02-01T09:00:00Z',
    updatedAt: '2026-08-01T09:00:00Z',
  },
  {
    id: id(52),
    revision: 'r1',
    slug: 'thuismeters-waterrijk',
    title: 'Thuismeters Waterrijk',
    description: 'Metingen van sensoren bij bewoners thuis: temperatuur en vocht.',
    ownerId: id(91),
    ownerName: 'Gemeente Waterrijk',
    licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/niet_open',
    access: 'personal',
    precision: { place: '500m', time: 'hour', delayMinutes: 0, minimumGroup: 5 },
    retention: { rawDays: 90, hourDays: 365 },
    theme: 'environment',
    contact: 'data@waterrijk.example',
    corrections: 'replace',
    createdAt: '2026-02-01T09:00:00Z',
    updatedAt: '2026-08-01T09:00:00Z',
  },
]

/** Why nothing of a dataset is shown to a visitor; undefined when something is. */
export function refusalOf(datasetId: string | undefined): string | undefined {
  const dataset = datasets.find((each) => each.id === datasetId)
  if (dataset?.access !== 'personal') return undefined
  return 'Er zijn hier geen metingen van bewoners die toestemming gaven om ze met iedereen te delen; vraag Gemeente Waterrijk (data@waterrijk.example) om hulp of toegang.'
}
