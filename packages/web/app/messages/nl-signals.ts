/** Texts about kinds of signals, who answers for them, and how they reach people. */
export const nlSignals = {
  signalKinds: {
    kind: 'Soort signaal',
    names: {
      threshold: 'Grens gepasseerd',
      absence: 'Geen cijfers',
      change: 'Verandering',
      'goal-missed': 'Doel in gevaar',
    },
    owner: 'Wie gaat erover',
    mine: 'u',
    definition: 'Gevonden met',
    version: (title: string, version: number) => `${title}, versie ${version}`,
    figures: 'Cijfers waarop het rust',
    figuresLink: 'Bekijk de cijfers (JSON)',
    evidence: 'Waarop rust dit?',
    to: 'tot',
    changedSince: 'Anders sinds',
    seenAfter: { week: 'Gezien na de week van', month: 'Gezien na de maand van' },
    size: { level: 'Hoeveel hoger of lager', trend: 'Verschil in trend, per jaar' },
    against: 'Vergeleken met',
    againstWhat: {
      itself: 'de jaren ervoor in dit gebied, met het seizoen mee',
      others: 'het midden van de andere gebieden in dezelfde weken',
    },
    falseAlarms: 'Hoe vaak onterecht',
    falseAlarm: (years: number) =>
      `Bij cijfers zonder verandering gaat dit in een gebied gemiddeld hooguit eens per ${years} jaar onterecht af. Dat is gemeten op nagebootste reeksen.`,
    goal: 'Doel',
    probability: 'Kans dat het niet lukt',
    atLeast: (share: string) => `ten minste ${share}`,
    expected: 'Verwacht',
    expectedIn: (value: string, range: string, period: string) => `${value} (80%: ${range}) in ${period}`,
    howGood: 'Hoe goed zijn zulke verwachtingen',
    backTest: (error: string, naive: string) =>
      `Ze zaten er gemiddeld ${error} naast. Herhalen wat was, zat er ${naive} naast.`,
    missingSince: 'Geen cijfers sinds',
    missingPeriods: 'Perioden zonder cijfer',
    backAgain: 'Weer cijfers',
  },
}
