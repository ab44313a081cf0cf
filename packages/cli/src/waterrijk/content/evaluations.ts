import type { ExampleEvaluation } from './types.ts'

/** What became known of what was done on squares, and what that teaches: one effect that was found, and one that was not. */
export const EVALUATIONS: readonly ExampleEvaluation[] = [
  {
    interventionKey: 'bomen-op-pleinen',
    title: 'Werd het koeler door de bomen op vier pleinen?',
    spillOver:
      'De pleinen waarmee we vergelijken liggen in andere buurten, minstens 700 meter verderop. Zo ver reikt de koelte van een plein niet.',
    remarks:
      'In De Sluis en Dotterbloem stonden alle bomen op de eerste dag van de maand. De nachten ervoor tellen als “voor”, de nachten erna als “na”.',
    lesson: {
      verdict: 'scale',
      surprised:
        'Het werd meteen koeler, niet pas als de bomen groot zijn. Waarschijnlijk doet het ook iets dat er stenen weg zijn.',
      forWhom:
        'Voor wie aan de pleinen woont. In de straten erachter is niet gemeten. Marktkooplui waren een half jaar hun plek kwijt.',
      text: 'Plant grote bomen, ook als ze duurder zijn: dan is het effect er in de eerste zomer. Hang minstens een jaar van tevoren meters op, ook op pleinen waar niets verandert. Zonder die pleinen hadden we niet geweten of het aan het weer lag. Wij gaan verder in straten met veel steen.',
      nextInterventionKey: 'groene-straten',
    },
  },
  {
    interventionKey: 'lichte-tegels',
    title: 'Werd het koeler door lichte tegels?',
    spillOver: 'Lisdodde en Hoge Geest liggen ver genoeg van de twee pleinen. Daar veranderde niets.',
    remarks:
      'Eén buurt met twee pleinen is weinig. Een klein effect hadden we zo niet kunnen zien; een effect van een halve graad wel.',
    lesson: {
      verdict: 'stop',
      surprised: 'De tegels werden snel vuil. Schoonmaken kost meer dan we dachten.',
      forWhom:
        'Voor niemand was het ’s nachts merkbaar koeler. Overdag vonden sommige mensen het licht te fel.',
      text: 'Wij zagen ’s nachts geen verschil. Dat bewijst niet dat lichte tegels nergens helpen, wel dat u er op een plein geen koele nachten van moet verwachten. Wij geven het geld liever uit aan bomen. Heeft u toch plannen? Meet dan ook overdag, op hoofdhoogte.',
      nextInterventionKey: null,
    },
  },
]
