/** Texts about for what somebody looks at data. */
export const nlPurpose = {
  title: 'Waarvoor bekijkt u gegevens?',
  lead: 'Een afspraak over gegevens geldt voor een doel. Bewoners geven ook toestemming per doel. Kies waarvoor u nu gegevens bekijkt: dan ziet u wat daarvoor mag. Uw keuze geldt tot u uitlogt.',
  fields: { purpose: { label: 'Doel' } },
  none: 'Geen doel',
  noneHint: 'U ziet wat iedereen ziet, en de gegevens van uw eigen organisatie.',
  byAgreements: (titles: string) => `Afspraak: ${titles}.`,
  byConsent: (titles: string) => `Met toestemming van bewoners: ${titles}.`,
  noChoices:
    'Uw organisatie heeft nu geen afspraak die geldt, en vraagt bewoners niet om toestemming. Er is dus geen doel te kiezen.',
  save: 'Kies dit doel',
  current: 'U bekijkt gegevens voor:',
  nothingChosen: 'geen doel',
  change: 'Kies een doel',
  ended: 'een doel dat niet meer geldt',
  endedText: 'Het doel dat u koos, staat in geen geldende afspraak meer. Kies een ander doel, of geen doel.',
  forPurpose: (name: string) => `U bekijkt deze gegevens voor dit doel: ${name}.`,
}
