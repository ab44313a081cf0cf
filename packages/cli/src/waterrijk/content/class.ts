const DAY = 86_400_000

/** The teacher of the example class; the name is invented, and the address cannot receive mail (RFC 2606). */
export const TEACHER = { name: 'Noor de Wit', email: 'noor.dewit@demeerkoet.example' }

/** The example class. */
export const CLASS = { school: 'basisschool De Meerkoet', name: 'groep 8', keepsPublished: true }

/** What a pupil of the example class wrote. */
export type Work = {
  title: string
  question: string
  why: string
  method: string
  charts: { question: string; caption: string }[]
  conclusion: string
  doubts: string
}

/** What the pupils wrote: the first is published, the second waits for the teacher. */
export function worksOf(now: number): [Work, Work] {
  const day = (ago: number) => new Date(now - ago * DAY).toISOString().slice(0, 10)
  const hours = (where: string) =>
    `chart=lines&what=property:temperature&${where}&from=${day(4)}&to=${day(2)}&step=hour`
  return [
    {
      title: 'Hoe laat is het buiten het warmst?',
      question: 'Op welk uur van de dag is het in Waterrijk het warmst, en wanneer is het het koudst?',
      why: 'Wij willen weten wanneer je op het plein het best kunt rennen.',
      method: 'We namen alle meters samen, en keken drie dagen lang naar elk uur.',
      charts: [
        {
          question: hours('where=all'),
          caption: 'Elke dag gaat de lijn omhoog en weer omlaag.',
        },
      ],
      conclusion:
        'In de middag is het warmer dan in de nacht. Als je gaat rennen kan dat dus het best vroeg.',
      doubts: 'We keken maar naar drie dagen. In de zomer is het misschien anders.',
    },
    {
      title: 'Is het overal even warm?',
      question: 'Is het bij ons in de wijk even warm als in de wijk hiernaast?',
      why: 'Op weg naar school lijkt het in de ene straat altijd warmer dan in de andere.',
      method: 'We zetten twee buurten in één grafiek, en keken drie dagen lang naar elk uur.',
      charts: [
        {
          question: hours('where=area:BU90010101&where=area:BU90010201'),
          caption: 'De lijnen lopen bijna gelijk op, maar ze liggen niet op elkaar.',
        },
      ],
      conclusion: 'Nee, er zit verschil tussen de buurten. Op het ene uur is dat groter dan op het andere.',
      doubts: 'We weten niet of de meters in de zon hangen.',
    },
  ]
}
