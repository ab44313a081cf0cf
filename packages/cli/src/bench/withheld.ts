/** Whether how long an answer takes tells of what is withheld: the same questions about what may not be seen and about what is not there. */
import type { Caller } from './caller.ts'
import type { Figure } from './measure.ts'

/** Each question about both in turn, so that what the machine does meanwhile counts for both. */
const PAIRS = 1000

/** Questions about one datastream or thing by its id, as somebody asks who guesses. */
const QUESTIONS: Record<string, (id: number) => string> = {
  'a datastream': (id) => `/sta/v1.1/Datastreams(${id})`,
  'the observations of one': (id) =>
    `/sta/v1.1/Datastreams(${id})/Observations?$top=100&${encodeURI('$orderby=phenomenonTime desc')}`,
  'a condition on its values': (id) =>
    `/sta/v1.1/Datastreams/$count?${encodeURI(`$filter=id eq ${id} and Observations/result gt 5`)}`,
  'the hours of one': (id) =>
    `/api/v1/series?datastream=${id}&resolution=hour&from=2024-12-01T00:00:00Z&to=2024-12-08T00:00:00Z`,
  'a station': (id) => `/api/v1/stations/${id}`,
}

/**
 * How often what is withheld takes longer than what is not there, of all pairs of answers (the area under the curve of Mann and Whitney, 1947):
 * 0.5 when nobody can tell. With so many pairs chance alone stays within 0.026 of that in 95 of 100 runs.
 * @param ids of a datastream and thing that the caller may not see; an id that nothing has
 */
export async function measureWithheld(
  caller: Caller,
  ids: { withheld: number; absent: number },
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, address] of Object.entries(QUESTIONS)) {
    const times = { withheld: [] as number[], absent: [] as number[] }
    for (let pair = -20; pair < PAIRS; pair += 1) {
      const order = pair % 2 === 0 ? (['withheld', 'absent'] as const) : (['absent', 'withheld'] as const)
      const answers: string[] = []
      for (const which of order) {
        const started = performance.now()
        const { status } = await caller.call('GET', address(ids[which]))
        if (pair >= 0) times[which].push(performance.now() - started)
        answers.push(String(status))
      }
      if (answers[0] !== answers[1])
        throw new Error(`${name}: what is withheld is answered otherwise than what is not there.`)
    }
    figures.push({
      name: `time tells apart ${name} that is withheld from one that is not there`,
      value: shareOfLonger(times.withheld, times.absent),
      unit: 'of pairs',
      reference: undefined,
      target: '0.5 ± 0.026',
    })
  }
  return figures
}

/** Which share of all pairs has the first longer; of two that are as long, half. */
function shareOfLonger(first: readonly number[], second: readonly number[]): number {
  let longer = 0
  for (const a of first) for (const b of second) longer += a > b ? 1 : a === b ? 0.5 : 0
  return longer / (first.length * second.length)
}
