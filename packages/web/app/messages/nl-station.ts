/** Texts about how a station is, what stands near it, and the norms its values are held against. */
export const nlStation = {
  stationHealth: {
    title: 'Hoe gaat het met dit meetpunt?',
    well: 'Alles goed',
    states: {
      stopped: 'Stuurt geen metingen meer',
      constant: 'Blijft op dezelfde waarde staan',
      implausible: 'Geeft waarden die waarschijnlijk niet kloppen',
      battery: 'Batterij is bijna leeg',
    },
    unchecked: 'Dit meetpunt is nog niet gecontroleerd. Dat gebeurt elke tien minuten vanzelf.',
    checked: (age: string) => `Gecontroleerd: ${age}`,
    allWell: 'Er komen metingen binnen, en ze lijken te kloppen.',
    explained: 'Er is iets met dit meetpunt. Hieronder ziet u bij welke meting.',
    captureTitle: 'Hoeveel metingen kwamen er binnen?',
    measures: 'Meting',
    captureWeek: 'Laatste 7 dagen',
    captureMonth: 'Laatste 30 dagen',
    state: 'Stand',
    captureText: '100% betekent: alle metingen die we verwachten, zijn er. We tellen hele dagen.',
    firstSeen: 'Meet sinds',
    lastSeen: 'Laatste meting',
    history: 'Hoe ging het eerder?',
    messages: {
      title: 'Zorgt u voor dit meetpunt?',
      text: 'Dan sturen we u een e-mail als er iets mee is, hoogstens één per dag. U krijgt eerst een bericht om uw adres te bevestigen. Stoppen kan altijd, met de link in elke e-mail.',
      button: 'Stuur mij berichten',
      fields: { email: { label: 'E-mailadres', hint: 'We gebruiken het alleen hiervoor.' } },
      done: {
        gevraagd: 'Kijk in uw e-mail. Open de link in het bericht; daarna krijgt u berichten.',
      } as Record<string, string>,
    },
  },
  neighbours: {
    title: 'Meetpunten in de buurt',
    text: 'Vergelijk de laatste waarden. Wijkt er één sterk af? Dan kan er iets mis zijn, of er is daar echt iets anders aan de hand.',
    caption: 'Laatste waarden van dit meetpunt en van de meetpunten in de buurt',
    distance: 'Afstand',
    this: (name: string) => `${name} (dit meetpunt)`,
    reference: (name: string) => `${name} (referentie)`,
    metres: (metres: string) => `${metres} m`,
    kilometres: (kilometres: string) => `${kilometres} km`,
    none: 'Er staan geen andere meetpunten in de buurt.',
    noReference:
      'Er staat geen referentiestation binnen 30 kilometer. Dat is een officieel station dat heel precies meet.',
    aboutReference: (name: string, distance: string, age: string) =>
      `Het dichtstbijzijnde referentiestation is ${name}, op ${distance}. Zo’n officieel station meet heel precies. Laatste waarde: ${age}.`,
  },
  norms: {
    note: (title: string, value: string, period: string) =>
      `De lijn ‘${title}’ ligt op ${value}. Die geldt voor ${period}: een losse waarde mag erboven liggen.`,
    periods: {
      hour: 'een uur in een gebied',
      day: 'een hele dag in een gebied',
      month: 'een hele maand in een gebied',
      year: 'een heel jaar in een gebied',
    },
    more: 'Bekijk de indicator',
  },
  judging: {
    title: 'Metingen beoordelen',
    lead: 'Weet u zeker dat metingen niet kloppen, of juist wel? Zeg dat hier, met de reden. Iedereen kan de reden lezen. Geen enkele meting verdwijnt.',
    fields: {
      from: { label: 'Van', hint: 'De eerste meting waar het om gaat.' },
      to: { label: 'Tot en met', hint: 'De laatste meting waar het om gaat.' },
      verdict: { label: 'Wat is uw oordeel?' },
      reason: { label: 'Reden', hint: 'Bijvoorbeeld: de sensor stond die dag naast een barbecue.' },
    },
    verdicts: {
      bad: { label: 'Niet goed', hint: 'De metingen krijgen de vlag ‘Afgekeurd’.' },
      good: { label: 'Wel goed', hint: 'Alle vlaggen gaan eraf.' },
    },
    button: 'Bewaar dit oordeel',
    listTitle: 'Eerdere oordelen',
    none: 'Er zijn nog geen oordelen over deze meetreeks.',
    columns: {
      period: 'Metingen',
      verdict: 'Oordeel',
      reason: 'Reden',
      by: 'Door',
      action: 'Actie',
    },
    period: (from: string, to: string) => (from === to ? from : `${from} tot en met ${to}`),
    withdraw: 'Intrekken',
    withdrawLabel: (from: string, to: string) => `Intrekken: oordeel over ${from} tot en met ${to}`,
    withdrawn: (when: string) => `Ingetrokken op ${when}`,
  },
}
