/** Texts about the limits by which values are judged. */
export const nlLimits = {
  title: 'Wanneer twijfelen we aan een waarde?',
  text: 'We kijken elke waarde na. Een waarde buiten een grens krijgt een teken van twijfel. We verwijderen of veranderen nooit een waarde.',
  none: 'In deze dataset zijn nog geen metingen. De grenzen ziet u hier zodra er metingen zijn.',
  property: 'Wat is gemeten?',
  tests: {
    range: 'Kan niet voorkomen',
    constant: 'Te lang gelijk',
    rate: 'Verandert te snel',
    outlier: 'Uitschieter',
    spatial: 'Anders dan de buren',
  },
  off: 'letten we niet op',
  usual: (text: string) => `normaal: ${text}`,
  range: (least: string, most: string) => `buiten ${least} tot ${most}`,
  constant: (hours: string) => `${hours} uur gelijk`,
  rate: (change: string, minutes: string) => `meer dan ${change} in ${minutes} minuten`,
  outlier: (times: string, least: string) => `meer dan ${times} keer de spreiding (minstens ${least})`,
  spatial: (kilometres: string) => `meetpunten binnen ${kilometres} km`,
  gapTitle: 'Gaten in de metingen',
  gapText:
    'Voor gaten stelt u niets in. We zien een gat als er meer dan drie keer zo lang niets komt als normaal is voor dat meetpunt.',
  page: {
    title: (property: string) => `Grenzen voor ${property}`,
    lead: 'Deze grenzen gelden alleen voor deze dataset. Maak de velden van een onderdeel leeg als we daar niet op moeten letten.',
    after:
      'Slaat u op, dan beoordelen we alle waarden van de dataset opnieuw. Dat begint binnen een uur en kan bij veel metingen langer duren. Er verdwijnt niets: alleen de tekens van twijfel veranderen.',
    rests: 'Waar de gewone grenzen op rusten (in het Engels):',
    noDefaults:
      'Voor deze metingen hebben we geen gewone grenzen. Zolang u niets invult, beoordelen we ze niet.',
    reset: 'Terug naar de gewone grenzen',
    otherUnits: (unit: string, others: string) =>
      `Let op: deze grenzen zijn bedoeld voor ${unit}. In deze dataset zijn ook meetreeksen in ${others}. Die beoordelen we met dezelfde getallen.`,
    noUnit: 'waarden zonder eenheid',
    inUnit: (unit: string) => `In ${unit}.`,
    usual: (value: string) => `Normaal: ${value}.`,
    usualOff: 'Meestal letten we hier niet op.',
    explain: {
      range: 'Een waarde buiten deze grenzen kan niet. De sensor is dan bijna zeker stuk.',
      constant:
        'Blijft een waarde lang precies gelijk, dan is de sensor misschien blijven hangen. Echte lucht en echt water veranderen altijd een beetje.',
      rate: 'Springt een waarde sneller dan in het echt kan, dan klopt er iets niet.',
      outlier:
        'We vergelijken een waarde met de vijftien dagen ervoor. Wijkt hij veel meer af dan normaal, en zien de buren dat niet, dan is het een uitschieter.',
      spatial:
        'We vergelijken een meetpunt met meetpunten in de buurt, over dertig dagen. Het moet ongeveer met ze mee op en neer gaan, en ongeveer even hoog zijn.',
    },
  },
  fields: {
    'range.minimum': { label: 'Laagste waarde die kan' },
    'range.maximum': { label: 'Hoogste waarde die kan' },
    'constant.hours': { label: 'Na hoeveel uur gelijk twijfelen we?' },
    'rate.change': { label: 'Grootste verandering die kan' },
    'rate.minutes': { label: 'Binnen hoeveel minuten?' },
    'outlier.deviations': { label: 'Hoeveel keer de gewone spreiding mag het zijn?' },
    'outlier.spread': { label: 'Kleinste spreiding die telt' },
    'spatial.kilometres': { label: 'Tot hoeveel kilometer zijn het buren?' },
    'spatial.correlation': { label: 'Hoe sterk moet het meebewegen? Van −1 tot 1' },
    'spatial.similarity.distribution': {
      label: 'Hoe anders mogen de waarden verdeeld zijn? Van 0 tot 1',
    },
    'spatial.similarity.times': {
      label: 'Hoeveel keer het gewone verschil tussen buren mag het verschil zijn?',
    },
    'spatial.similarity.least': { label: 'Een kleiner verschil telt nooit' },
  },
}
