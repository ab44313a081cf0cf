import type { Bilingual } from '../language/index.ts'
import { TRIED_NAMES, type Tried } from './describe.ts'
import type { Finding } from './model.ts'

/** What a finding says to a reader, in one or two sentences. */
export function describeFinding(finding: Finding, tried: Tried = 'conclusion'): Bilingual {
  const named = TRIED_NAMES[tried]
  switch (finding.kind) {
    case 'cut-axis':
      return AXES[finding.reason as keyof typeof AXES]
    case 'few-data':
      return finding.reason === 'not-shown'
        ? {
            nl: `De gegevens tonen ${named.nl} niet aan: het kan ook toeval zijn.`,
            en: `The data do not show ${named.en}: it can be chance as well.`,
          }
        : FEW_DATA[finding.reason as keyof typeof FEW_DATA]
    case 'opposite':
      return {
        nl: `De gegevens spreken ${named.nl} tegen: ze wijzen op het tegendeel.`,
        en: `The data contradict ${named.en}: they point to the opposite.`,
      }
    case 'many-comparisons':
      return {
        nl: `Er zijn ${finding.tried} uitkomsten bekeken. Dan valt er vaak één op door toeval. Hiermee rekening houdend is het verschil niet aangetoond.`,
        en: `${finding.tried} outcomes were looked at. Then one often stands out by chance. Taking that into account, the difference is not shown.`,
      }
    case 'cause':
      return {
        nl: `De tekst noemt een oorzaak (‘${finding.word}’). Uit deze cijfers alleen volgt geen oorzaak: daarvoor is een vergelijking nodig met een plek of tijd zonder die oorzaak.`,
        en: `The text names a cause (‘${finding.word}’). No cause follows from these figures alone: that takes a comparison with a place or time without it.`,
      }
    default:
      return describeFragile(finding.kind, finding, named)
  }
}

const CHOICES = {
  window: {
    nl: 'hangt af van de gekozen periode.',
    en: 'depends on the period that was chosen.',
  },
  measure: {
    nl: 'hangt af van de gekozen maat (gemiddelde, middelste waarde of hoge waarden).',
    en: 'depends on the measure that was chosen (mean, middle value or high values).',
  },
  areas: {
    nl: 'hangt af van de gekozen gebieden.',
    en: 'depends on the areas that were chosen.',
  },
  values: {
    nl: 'hangt af van twijfelachtige of uitzonderlijke waarden.',
    en: 'depends on doubtful or exceptional values.',
  },
} satisfies Record<string, Bilingual>

function describeFragile(kind: keyof typeof CHOICES, finding: Finding, named: Bilingual): Bilingual {
  const { alternatives = 0, failing = 0, opposite } = finding
  const { nl, en } = CHOICES[kind]
  const fails =
    failing === 0
      ? { nl: '', en: '' }
      : {
          nl:
            alternatives === 1
              ? ` Met de andere keuze klopt ${named.nl} niet.`
              : ` Met ${failing} van de ${alternatives} andere keuzes klopt ${named.nl} niet.`,
          en:
            alternatives === 1
              ? ` With the other choice ${named.en} does not hold.`
              : ` With ${failing} of the ${alternatives} other choices ${named.en} does not hold.`,
        }
  return {
    nl: `${capitalise(named.nl)} ${nl}${fails.nl}${opposite ? ' Met een van die keuzes blijkt zelfs het tegendeel.' : ''}`,
    en: `${capitalise(named.en)} ${en}${fails.en}${opposite ? ' One of those choices even shows the opposite.' : ''}`,
  }
}

const AXES = {
  'bar-without-zero': {
    nl: 'De staven in de grafiek beginnen niet bij nul. Daardoor lijkt het verschil groter dan het is.',
    en: 'The bars in the chart do not begin at zero. This makes the difference look larger than it is.',
  },
  'values-outside': {
    nl: 'De as van de grafiek is afgeknipt: niet alle waarden passen erop.',
    en: 'The axis of the chart is cut off: not all values fit on it.',
  },
  enlarged: {
    nl: 'De as van de grafiek begint niet bij nul en vergroot een kleine verandering uit.',
    en: 'The axis of the chart does not begin at zero and makes a small change look large.',
  },
} satisfies Record<string, Bilingual>

const FEW_DATA = {
  'stations-differ': {
    nl: 'Meetpunten van een en hetzelfde gebied verschillen onderling ongeveer net zo veel. Het verschil kan dus van een enkel meetpunt komen.',
    en: 'Stations of one and the same area differ about as much among themselves. So the difference can be that of a single station.',
  },
  'too-few-for-measure': {
    nl: 'Voor de gekozen maat (middelste waarde of hoge waarden) zijn er te weinig waarden. Er is gerekend met het gemiddelde.',
    en: 'There are too few values for the measure that was chosen (middle value or high values). The mean was used.',
  },
  'little-information': {
    nl: 'Er zijn te weinig gegevens. Waarden die kort na elkaar zijn gemeten lijken op elkaar, en tellen samen als minder.',
    en: 'There are too few data. Values measured shortly after each other are alike, and together count as fewer.',
  },
  wide: {
    nl: 'De marge is groot: ook een flinke verandering is niet uit te sluiten.',
    en: 'The interval is wide: a considerable change cannot be excluded either.',
  },
  'less-than-a-year': {
    nl: 'De gegevens gaan over minder dan twee jaar. Dan is een verandering niet te onderscheiden van het seizoen.',
    en: 'The data are about less than two years. Then a change cannot be told from the season.',
  },
  gaps: {
    nl: 'Van meer dan de helft van de periode ontbreken waarden.',
    en: 'Values are missing of more than half of the period.',
  },
} satisfies Record<string, Bilingual>

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
