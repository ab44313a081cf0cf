/** Texts of the form for decisions. */
export const nlDecisionForm = {
  decision: {
    newTitle: 'Nieuw besluit',
    newLead:
      'Kies de opgave en geef het besluit een naam. Daarna werkt u het concept uit. U kunt altijd tussendoor opslaan.',
    fromSignal: 'De aanleiding is dit signaal:',
    questionOnSignal: (indicator: string, area: string) =>
      `Wat doen we aan ${indicator.charAt(0).toLowerCase()}${indicator.slice(1)} in ${area}?`,
    questionTitle: 'De vraag',
    optionsTitle: 'Wat kunnen we doen?',
    optionsText:
      'Beschrijf minstens twee mogelijkheden, en wat elke mogelijkheid betekent voor wie. Niets doen staat er altijd bij.',
    choiceTitle: 'Wat kiezen we, en waarom?',
    evidenceTitle: 'Waar baseren we dit op?',
    dissentTitle: 'Wie was het er niet mee eens?',
    mandateTitle: 'Wie besluit, en wanneer kijken we terug?',
    signTitle: 'Ondertekenen en publiceren',
    signText:
      'Na het ondertekenen ligt de tekst vast en kan iedereen die lezen. Ontbreekt er iets, dan ziet u dat in één keer.',
    sign: 'Onderteken en publiceer',
    notSigner: 'Alleen een bestuurder of griffier kan ondertekenen. Vraag een collega met die rol.',
    confirmFirst: 'Zet een vinkje om te bevestigen dat u dit besluit neemt.',
    preview: 'Bewaar en bekijk het voorbeeld',
    addOption: 'Alternatief toevoegen',
    addConsequence: 'Gevolg toevoegen',
    addEvidence: 'Bewijs toevoegen',
    addDissent: 'Bezwaar toevoegen',
    notChosen: 'Nog niet gekozen',
    noMandate: 'Nog geen mandaat gekozen',
    noMandates:
      'Er staan geen mandaten in het register. Vraag een beheerder of griffier om een mandaat toe te voegen.',
    mandate: (name: string, holder: string, field: string, maximum: string) =>
      `${name}: ${holder}, ${field}, ${maximum}`,
    upTo: (amount: string) => `tot ${amount}`,
    noMaximum: 'zonder maximum',
    published:
      'Dit besluit is gepubliceerd. De tekst ligt vast. Klopt er iets niet? Maak dan een nieuwe versie.',
    correct: 'Maak een verbeterde versie',
    correctTitle: 'Besluit verbeteren',
    correctLead: 'De gepubliceerde tekst blijft bestaan. U maakt een nieuwe versie, met de reden erbij.',
    correctButton: 'Maak de nieuwe versie',
    correctFields: {
      reason: {
        label: 'Waarom moet de tekst anders?',
        hint: 'Iedereen kan deze reden lezen. Minstens 10 tekens.',
      },
    },
    fields: {
      title: { label: 'Titel', hint: 'Wat wordt er besloten? Bijvoorbeeld: Meer schaduw in Oude Haven.' },
      ownerId: { label: 'Welke organisatie besluit dit?' },
      challengeId: { label: 'Bij welke opgave hoort het?' },
      question: { label: 'De vraag', hint: 'Waarover gaat dit besluit?' },
      signalIds: { label: 'Welke signalen zijn de aanleiding?' },
      areaCodes: { label: 'Waar geldt het?', hint: 'Kiest u niets, dan geldt het in de hele gemeente.' },
      areaSearch: { label: 'Zoek een wijk of buurt' },
      options: { label: 'Alternatieven', row: 'Alternatief' },
      'options.*.title': { label: 'Naam' },
      'options.*.description': { label: 'Wat houdt het in?' },
      'options.*.cost': { label: 'Kosten in euro' },
      'options.*.consequences': { label: 'Gevolgen', row: 'Gevolg' },
      'options.*.consequences.*.party': { label: 'Voor wie?' },
      'options.*.consequences.*.effect': { label: 'Wat merkt die ervan?' },
      'options.*.consequences.*.kind': { label: 'Gunstig of niet?' },
      chosenOptionId: {
        label: 'Gekozen alternatief',
        hint: 'Een nieuw alternatief staat hier na het opslaan.',
      },
      outcome: { label: 'Uitkomst' },
      reasons: { label: 'Redenen', hint: 'Waarom dit, en waarom de andere mogelijkheden niet?' },
      evidence: { label: 'Bewijs', row: 'Bewijs' },
      'evidence.*.kind': { label: 'Soort' },
      'evidence.*.title': { label: 'Naam' },
      'evidence.*.reference': {
        label: 'Adres',
        hint: 'Een webadres, of een adres op deze site dat begint met /',
      },
      'evidence.*.note': { label: 'Wat laat het zien?' },
      dissent: {
        label: 'Bezwaren',
        hint: 'Leg ook vast wie iets anders wilde. Elk bezwaar krijgt een antwoord.',
        row: 'Bezwaar',
      },
      'dissent.*.who': { label: 'Wie?' },
      'dissent.*.ground': { label: 'Wat is het bezwaar?' },
      'dissent.*.answer': { label: 'Ons antwoord' },
      field: { label: 'Onderwerp', hint: 'Het mandaat moet bij dit onderwerp passen.' },
      amount: {
        label: 'Bedrag in euro',
        hint: 'Leeg als het niets kost. Het mandaat moet tot dit bedrag gaan.',
      },
      mandateId: { label: 'Mandaat', hint: 'Uit het mandaatregister: wie mag dit besluiten?' },
      confirm: { label: 'Ik neem dit besluit, op grond van het gekozen mandaat.' },
      decidedOn: {
        label: 'Wanneer is dit besloten?',
        hint: 'Leeg als u het vandaag besluit. Het mandaat moet op die dag gelden.',
      },
      reviewDate: {
        label: 'Wanneer kijken we terug?',
        hint: 'Op deze dag bekijken we of het besluit heeft gewerkt.',
      },
    },
  },
}
