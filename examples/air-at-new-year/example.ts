import { connect } from '@samenspel/client'
import { type Figures, findFigures } from './figures.ts'
import { type ImportedFile, importMeasurements, importMunicipalities } from './import-files.ts'
import { placeReferences } from './place-references.ts'
import { ensureChallenge, ensureDecision, ensureIndicator, publishChallenge } from './set-up.ts'

/** What the example did and found. */
export type Outcome = {
  challengeUrl: string
  decisionUrl: string
  files: ImportedFile[]
  placedReferences: number | undefined
  figures: Figures
}

/**
 * Imports the files of a folder and walks the loop on them, through the public API of a server. What is there already stays,
 * so doing it again adds nothing.
 * @param folder see README.md for what it holds
 */
export async function runExample(
  server: { url: string; token: string },
  folder: string,
  onStep: (step: string) => void,
  now: Date = new Date(),
): Promise<Outcome> {
  const connection = connect(server)
  onStep('Importing the borders of municipalities')
  await importMunicipalities(connection, folder)
  const files = await importMeasurements(connection, folder, onStep)
  const placedReferences = await placeReferences(connection, folder)
  onStep('Setting up the challenge and its indicator')
  const challenge = await ensureChallenge(connection)
  const sensors = files.find(({ key }) => key === 'sensors')
  const indicator = await ensureIndicator(connection, challenge, sensors?.datasetId ?? '')
  onStep('Computing the figures')
  const figures = await findFigures(connection, indicator.id)
  await publishChallenge(connection, challenge, indicator, figures, now)
  onStep('Recording the decision')
  const decision = await ensureDecision(connection, { challenge, indicator, figures, now })
  return {
    challengeUrl: `${server.url}/opgaven/${challenge.slug}`,
    decisionUrl: `${server.url}/werkplek/besluiten/${decision.slug}`,
    files,
    placedReferences,
    figures,
  }
}

/** The outcome as lines for people. */
export function describeOutcome({
  challengeUrl,
  decisionUrl,
  files,
  placedReferences,
  figures,
}: Outcome): string[] {
  const { municipalities, newYearSignals } = figures
  const width = Math.max(...municipalities.map(({ areaName }) => areaName.length))
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'Europe/Amsterdam' })
  return [
    ...files.flatMap(({ title, stations, report }) => [
      '',
      title,
      `  ${stations} stations; ${report.rows} rows, ${report.stored} new observations, ${report.unchanged} as they were`,
      ...report.refused.map(
        ({ title: reason, count, examples }) =>
          `  refused: ${reason.en}: ${count} (first at line ${examples[0]?.line ?? '?'})`,
      ),
    ]),
    ...(placedReferences ? ['', `${placedReferences} reference stations got their place`] : []),
    '',
    'Highest 24-hour mean of PM2.5 per municipality (WHO guideline: 15 µg/m³)',
    ...municipalities.map(
      ({ areaName, value, day: moment, stations }) =>
        `  ${areaName.padEnd(width)}  ${value.toFixed(1).padStart(6)} µg/m³  ${day.format(new Date(moment))}  ${stations} ${stations === 1 ? 'sensor' : 'sensors'}`,
    ),
    '',
    `Signals open on New Year's Day: ${newYearSignals.length}`,
    `Challenge: ${challengeUrl}`,
    `Decision:  ${decisionUrl} (a draft: who holds the mandate signs it)`,
  ]
}
