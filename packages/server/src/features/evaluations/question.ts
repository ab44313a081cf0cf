/** What an evaluation asks, as a title to begin with: a question that its answer answers. */

export type Asked = {
  /** The figure in which the effect is looked for. */
  indicator: { title: string; unit: string }
  hoped: 'lower' | 'higher'
  /** Names of the areas where something was done. */
  areas: readonly string[]
  /** What the intervention is called. */
  intervention: string
}

/** Characters that a title has at most. */
const LONGEST = 300
/** Areas that are named; of more only how many. */
const MOST_NAMED = 3

/** In Dutch, as what people write themselves. Who makes the evaluation can write another one. */
export function proposeQuestion({ indicator, hoped, areas, intervention }: Asked): string {
  const what = isTemperature(indicator.unit)
    ? `Werd het ${hoped === 'lower' ? 'koeler' : 'warmer'}`
    : `${hoped === 'lower' ? 'Daalde' : 'Steeg'} ‘${indicator.title}’`
  const where = areas.length === 0 ? '' : ` in ${nameAreas(areas)}`
  const question = `${what}${where} door ‘${intervention}’?`
  if (question.length <= LONGEST) return question
  const shorter = `${what}${where} door de maatregel?`
  return shorter.length <= LONGEST ? shorter : 'Heeft de maatregel geholpen?'
}

const isTemperature = (unit: string) => unit === '°C' || unit === 'K'

function nameAreas(areas: readonly string[]): string {
  if (areas.length > MOST_NAMED) return `${areas.length} gebieden`
  return areas.length === 1 ? (areas[0] ?? '') : `${areas.slice(0, -1).join(', ')} en ${areas.at(-1)}`
}
