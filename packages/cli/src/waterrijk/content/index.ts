import type { Simulation } from '../simulation.ts'
import { findChange } from '../squares.ts'
import { DATASETS, listAlliances, listSignedAgreements } from './agreements.ts'
import { measureBaselines } from './baselines.ts'
import { EVALUATIONS } from './evaluations.ts'
import { tellHeat } from './heat.ts'
import { INDICATORS } from './indicators.ts'
import { listInterventions } from './interventions.ts'
import { listMandates, OFFICIALS, ORGANISATIONS } from './parties.ts'
import { tellSmoke } from './smoke.ts'
import { listSquareInterventions } from './squares.ts'
import type {
  Bilingual,
  ExampleAlliance,
  ExampleChallenge,
  ExampleDataset,
  ExampleEvaluation,
  ExampleIndicator,
  ExampleIntervention,
  ExampleMandate,
  ExampleOrganisation,
  ExampleSignedAgreement,
  Official,
} from './types.ts'
import { tellWater } from './water.ts'

/** Everything about Waterrijk that is not measured. */
export interface Content {
  /** For every page: that this is not real. */
  disclaimer: Bilingual
  organisations: readonly ExampleOrganisation[]
  officials: readonly Official[]
  mandates: readonly ExampleMandate[]
  indicators: readonly ExampleIndicator[]
  challenges: readonly ExampleChallenge[]
  interventions: readonly ExampleIntervention[]
  evaluations: readonly ExampleEvaluation[]
  datasets: readonly ExampleDataset[]
  alliances: readonly ExampleAlliance[]
  agreements: readonly ExampleSignedAgreement[]
}

const DAY = 86_400_000

/**
 * The texts of the example: parties, indicators and three challenges in different phases of the loop. Days are counted
 * from `now` (ms UTC), the moment the example is first filled; baselines are measured over the year before it.
 */
export function createContent(simulation: Simulation, now: number): Content {
  const day = (days: number) => new Date(now + days * DAY).toISOString().slice(0, 10)
  const hour = Math.floor(now / 3_600_000) * 3_600_000
  const changedOn = Math.round((findChange(now) - Math.floor(now / DAY) * DAY) / DAY)
  const story = { day, changedOn, baselines: measureBaselines(simulation, hour - 365 * DAY, hour) }
  return {
    disclaimer: {
      nl: 'Waterrijk bestaat niet. Alle mensen, organisaties en metingen zijn verzonnen of nagebootst.',
      en: 'Waterrijk does not exist. All people, organisations and measurements are invented or simulated.',
    },
    organisations: ORGANISATIONS,
    officials: OFFICIALS,
    mandates: listMandates(day),
    indicators: INDICATORS,
    challenges: [tellHeat(story), tellWater(story), tellSmoke(story)],
    interventions: [...listInterventions(story), ...listSquareInterventions(story)],
    evaluations: EVALUATIONS,
    datasets: DATASETS,
    alliances: listAlliances(day),
    agreements: listSignedAgreements(day),
  }
}
