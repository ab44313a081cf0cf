/** A text that somebody in the example writes about what was measured, in Dutch as all that people write there. */
export interface ExampleAnalysis {
  title: string
  byline: string
  question: string
  why: string
  method: string
  charts: { question: string; caption: string }[]
  conclusion: string
  doubts: string
  claim: {
    chart: number
    kind: 'higher' | 'lower'
    place: string
    measure: 'mean'
    values: 'all'
    tried: number
  } | null
}

const WEVERS = 'area:BU90010103'
const STATION = 'area:BU90010104'
const LILY = 'area:BU90010204'
const POLDER = 'area:BU90010303'
const DIKE = 'area:BU90010301'

/** The days that analyses of the example are about: `YYYY-MM-DD`, both included. */
export type Days = { from: string; to: string }

const ask = (chart: string, property: string, places: string[], { from, to }: Days, step: string) =>
  `chart=${chart}&what=property:${property}${places.map((place) => `&where=${place}`).join('')}&from=${from}&to=${to}&step=${step}`

/** The first version: two neighbourhoods beside each other. */
export function compareHeat(days: Days): ExampleAnalysis {
  return {
    title: 'Is het in het Weverskwartier warmer dan in de Noorderpolder?',
    byline: 'Priya Ramdin, data-expert van de gemeente',
    question: 'Hoeveel scheelt de temperatuur tussen de meest versteende buurt en de groenste?',
    why: 'Bewoners van het Weverskwartier zeggen dat het bij hen altijd warmer is. We wilden weten of de meters dat ook zien.',
    method:
      'Het gemiddelde per uur van alle meters in beide buurten, over twaalf dagen. Elke meter telt even zwaar. Het Weverskwartier is voor driekwart bestraat, de Noorderpolder voor een twintigste.',
    charts: [
      {
        question: ask('compare', 'temperature', [WEVERS, POLDER], days, 'hour'),
        caption: 'Gemiddeld over de hele periode is het Weverskwartier warmer.',
      },
    ],
    conclusion: 'In het Weverskwartier is het warmer dan in de Noorderpolder.',
    doubts:
      'In de Noorderpolder staan maar drie meters. De periode is kort, en we keken niet naar het weer van die dagen.',
    claim: { chart: 0, kind: 'higher', place: WEVERS, measure: 'mean', values: 'all', tried: 1 },
  }
}

/** What its author changed in the second version, after somebody asked when the difference is largest. */
export function compareHeatByHour(days: Days): ExampleAnalysis & { changes: string } {
  const first = compareHeat(days)
  return {
    ...first,
    charts: [
      ...first.charts,
      {
        question: ask('day', 'temperature', [WEVERS, POLDER], days, 'hour'),
        caption: 'Op elk uur van de dag is het in het Weverskwartier gemiddeld warmer.',
      },
    ],
    conclusion:
      'In het Weverskwartier is het warmer dan in de Noorderpolder, overdag en ’s nachts. Dat het verschil door de bestrating komt, volgt hier niet uit: de buurten verschillen ook in andere dingen.',
    changes:
      'Een bewoner vroeg op welk uur het verschil het grootst is. Daarom staat het patroon van de dag erbij, en is de conclusie voorzichtiger.',
  }
}

/** What somebody else made of the same, for another neighbourhood. */
export function compareGreen(days: Days): ExampleAnalysis {
  return {
    ...compareHeat(days),
    title: 'En in Waterlelie, waar meer groen is?',
    byline: 'Sanne',
    question:
      'Ligt de temperatuur in een groene wijk met rijtjeshuizen dichter bij die van de stad of van de polder?',
    why: 'De analyse van Priya gaat over de twee uitersten. De meeste mensen wonen ertussenin.',
    charts: [
      {
        question: ask('compare', 'temperature', [WEVERS, STATION, LILY, POLDER], days, 'hour'),
        caption: 'Waterlelie ligt tussen de stad en de polder in.',
      },
    ],
    conclusion: 'In Waterlelie is het koeler dan in het Weverskwartier, en warmer dan in de Noorderpolder.',
    doubts:
      'Waterlelie verschilt niet alleen in groen, maar ook in hoogte van de huizen. Dat heb ik niet uit elkaar gehaald.',
    claim: { chart: 0, kind: 'lower', place: LILY, measure: 'mean', values: 'all', tried: 3 },
  }
}

/** The question of the health service about fine dust; what it concludes depends on the season in which the example is made. */
export const askSmoke = (days: Days) => ask('compare', 'pm25', [DIKE, STATION, 'all'], days, 'day')

/**
 * An analysis of fine dust in the village and in town.
 * @param more how many µg/m³ more there was in the village
 */
export function compareSmoke(days: Days, more: number): ExampleAnalysis {
  const isHigher = more > 1
  return {
    title: 'Zit er in Dijkdorp meer fijnstof in de lucht dan in de stad?',
    byline: 'GGD Meerrand',
    question:
      'Ademen mensen in Dijkdorp, waar veel hout wordt gestookt, meer fijnstof in dan in de Stationsbuurt?',
    why: 'Mensen met astma in Dijkdorp vragen ons of ze ’s avonds kunnen luchten.',
    method:
      'Het gemiddelde per dag van alle meters in beide buurten en in de hele gemeente, en het patroon over de dag.',
    charts: [
      {
        question: askSmoke(days),
        caption: isHigher ? 'Dijkdorp ligt boven de Stationsbuurt.' : 'De buurten verschillen weinig.',
      },
      {
        question: ask('day', 'pm25', [DIKE, STATION], days, 'hour'),
        caption: isHigher
          ? 'Het verschil zit in de avond: overdag zijn de buurten gelijk.'
          : 'Ook over de dag lopen de buurten gelijk op.',
      },
    ],
    conclusion: isHigher
      ? 'In Dijkdorp zat meer fijnstof in de lucht dan in de Stationsbuurt. Het verschil is er vooral in de avond. Wie last heeft, kan beter overdag luchten.'
      : 'In deze dagen verschilde het fijnstof in Dijkdorp weinig van dat in de Stationsbuurt. Er werd ook weinig gestookt: herhaal deze analyse in de winter.',
    doubts:
      'De meters zijn goedkoop en meten bij vochtig weer soms te veel. In Dijkdorp staan er vier. Waar het fijnstof vandaan komt, meten ze niet.',
    claim: isHigher
      ? { chart: 0, kind: 'higher', place: DIKE, measure: 'mean', values: 'all', tried: 1 }
      : null,
  }
}
