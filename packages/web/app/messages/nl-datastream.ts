/** Texts of the page about one series of measurements. */
export const nlDatastream = {
  kicker: 'Meetreeks',
  stale: 'Deze meetreeks krijgt nu geen nieuwe metingen.',
  latest: 'Laatste waarde',
  course: 'Verloop',
  about: 'Over deze cijfers',
  choosePeriod: 'Kies een periode',
  zooms: { dag: 'Dag', week: 'Week', maand: 'Maand', jaar: 'Jaar' },
  previous: {
    dag: 'Dag ervoor',
    week: 'Week ervoor',
    maand: 'Maand ervoor',
    jaar: 'Jaar ervoor',
  },
  next: { dag: 'Dag erna', week: 'Week erna', maand: 'Maand erna', jaar: 'Jaar erna' },
  toNow: 'Naar nu',
  period: (from: string, to: string) => `Van ${from} tot ${to}`,
  sentence: (title: string, low: string, high: string, mean: string) =>
    low === high
      ? `${title}: ${low} in alle metingen van deze periode.`
      : `${title} lag in deze periode tussen ${low} en ${high}. Het gemiddelde was ${mean}.`,
  none: 'Er zijn in deze periode geen metingen. Kies een andere periode.',
  noneUsable: 'Er is in deze periode gemeten, maar geen van de waarden kan kloppen. Hieronder staat waarom.',
  unit: 'Eenheid',
  noUnit: 'geen',
  shows: 'Elk punt is',
  averaging: { raw: 'één meting', hour: 'het gemiddelde van een uur', day: 'het gemiddelde van een dag' },
  steps: { raw: 'metingen', hour: 'uren', day: 'dagen' },
  coverage: 'Dekking',
  covered: (share: string, steps: string, values: string) =>
    `${share} van de ${steps} heeft een waarde, uit ${values} metingen`,
  values: (values: string) => `${values} metingen`,
  mean: 'Gemiddeld',
  low: 'Laagst',
  high: 'Hoogst',
  count: 'Metingen',
  downloadTitle: 'Cijfers ophalen',
  downloadShown: 'Deze cijfers (CSV)',
  downloadRaw: (format: string) => `Alle metingen in deze periode (${format})`,
  downloadAll: 'Alle metingen van deze meetreeks (CSV)',
  restore: 'Wilt u precies deze periode bewaren of delen?',
  restoreLink: 'Vaste link naar deze periode',
  open: 'Bekijk de hele meetreeks',
  flags: {
    title: 'Hoe betrouwbaar zijn deze metingen?',
    column: 'Oordeel',
    good: 'goed',
    unjudged: 'niet beoordeeld',
    some: (n: number) => (n === 1 ? '1 twijfelachtig' : `${n} twijfelachtig`),
    names: {
      range: 'Kan niet',
      constant: 'Blijft gelijk',
      rate: 'Verandert te snel',
      outlier: 'Wijkt sterk af',
      correlation: 'Gaat niet mee met de buurt',
      similarity: 'Anders dan de buurt',
      manual: 'Afgekeurd',
    },
    none: 'Bij geen van deze metingen vonden we iets vreemds.',
    sentence: (values: string, of: string) =>
      `Bij ${values} van de ${of} metingen is er twijfel. In de grafiek staat daar een ruit (◇). We halen zulke metingen niet weg.`,
    zoomIn: 'Kies de weergave per dag om te zien waarom we twijfelen.',
    rule: 'Beoordeel metingen',
    rulings: 'Zo oordeelden mensen:',
    ruled: {
      good: (from: string, to: string) => `Van ${from} tot en met ${to} goedgekeurd.`,
      bad: (from: string, to: string) => `Van ${from} tot en met ${to} afgekeurd.`,
    },
    withdrawn: (when: string) => `ingetrokken op ${when}`,
  },
  calibration: {
    is: {
      raw: (uncertainty: string) =>
        `Dit zijn ruwe waarden. De dunne grijze lijn is dezelfde reeks na kalibratie (onzekerheid ± ${uncertainty}).`,
      calibrated: (uncertainty: string) =>
        `Deze waarden zijn gekalibreerd: gecorrigeerd met een referentiestation (onzekerheid ± ${uncertainty}). De dunne grijze lijn is wat de sensor zelf gaf.`,
    },
    other: { raw: 'Bekijk de gekalibreerde waarden', calibrated: 'Bekijk de ruwe waarden' },
  },
}
