/** Texts of the public pages on which an effect was measured. */
export const nlEvaluations = {
  title: 'Effectmetingen',
  lead: 'Heeft het geholpen? Bij elke maatregel kan worden nagemeten wat er veranderde, ook als er niets veranderde.',
  none: 'Er zijn nog geen effectmetingen.',
  noneFound: 'Er zijn geen effectmetingen die hierbij passen.',
  followUp: 'Van besluit tot les',
  filter: {
    answer: 'Antwoord',
    challenge: 'Opgave',
    area: 'Gebied',
    all: 'Alle',
    everywhere: 'Overal',
  },
  answers: {
    'strong-indication': 'sterke aanwijzing voor een effect',
    indication: 'aanwijzing voor een effect',
    'no-evidence': 'geen bewijs voor een effect',
    'not-assessable': 'niet te beoordelen',
  },
  answerMeans: {
    'strong-indication':
      'Toeval verklaart dit verschil haast niet, en geen van de controles die konden, spreekt het tegen. Of het verschil groot is, ziet u aan het getal.',
    indication: 'Er is een verschil, maar nog niet alles is zeker. Hieronder staat waar de twijfel zit.',
    'no-evidence':
      'Een verschil is er niet, of het kan toeval zijn. Dat is geen bewijs dat de maatregel níet werkt.',
    'not-assessable': 'Met deze gegevens is niet te zeggen of de maatregel heeft geholpen.',
  },
  scale: 'De vier mogelijke antwoorden',
  states: {
    draft: 'concept',
    published: 'gepubliceerd',
    withdrawn: 'ingetrokken',
  },
  answerTitle: 'Het antwoord',
  estimate: 'Gemeten verschil',
  interval: 'Marge (95 %)',
  range: (from: string, to: string) => `${from} tot ${to}`,
  noInterval: 'niet te bepalen',
  atLeast: (from: string) => `${from} of meer`,
  atMost: (to: string) => `${to} of minder`,
  share: (share: string) => `${share} van wat was te verwachten`,
  chance: 'Kans op zo’n verschil zonder effect',
  chanceOf: (p: string) => (p.startsWith('<') ? `minder dan ${p.slice(1)}` : p),
  plannedEffect: 'Vooraf verwacht',
  measuredWith: 'Gemeten met',
  measuredIn: 'Gebieden met de maatregel',
  comparedWith: 'Vergeleken met',
  comparedNone: 'geen andere gebieden',
  period: 'Periode',
  periodOf: (before: number, after: number) => `${before} perioden voor de start en ${after} erna`,
  picture: {
    title: 'Wat is er gemeten?',
    name: (indicator: string) => `${indicator}: gemeten, en verwacht zonder de maatregel`,
    measured: 'gemeten',
    expected: 'verwacht zonder de maatregel',
    compared: 'gebieden zonder de maatregel',
    start: 'start',
    low: 'marge, laag',
    high: 'marge, hoog',
    when: 'Periode',
    sentence: (start: string, measured: string, expected: string) =>
      `Sinds de start (${start}) is gemiddeld ${measured} gemeten. Zonder de maatregel was ${expected} te verwachten.`,
    only: (start: string) => `De maatregel begon: ${start}.`,
    band: 'Het vlak om de stippellijn is de marge: met 95 % zekerheid had het cijfer daarin gelegen.',
    difference: {
      title: 'Het verschil uitvergroot',
      name: 'Het verschil tussen wat is gemeten en wat te verwachten was',
      measured: 'gemeten verschil',
      expected: 'geen verschil',
      zero: 'De streep op nul is wat te verwachten was zonder de maatregel, het vlak eromheen de marge.',
      zeroOnly: 'De streep op nul is wat te verwachten was zonder de maatregel.',
      outside: (start: string, outside: number, count: number) =>
        `Sinds de start (${start}) ligt het gemeten cijfer in ${outside === 0 ? 'geen' : outside} van de ${count} perioden buiten de marge. Eén periode zegt weinig; alle samen geven het antwoord hierboven.`,
    },
    none: 'Van deze meting is geen grafiek te maken: er zijn te weinig cijfers.',
  },
  how: 'Hoe weten we dat?',
  methodTitle: (method: string) => `Zo is er gerekend: ${method}`,
  methods: {
    'before-and-after': {
      name: 'voor en na',
      text: 'We vergelijken het gemiddelde voor de start met dat erna. Wat er verder veranderde, is daarmee niet uit te sluiten.',
    },
    'interrupted-series': {
      name: 'onderbroken reeks',
      text: 'We kijken hoe het cijfer zich voor de start ontwikkelde, met het seizoen erbij, en trekken die lijn door. Wat daarna anders is, is het verschil.',
    },
    'interrupted-counts': {
      name: 'onderbroken reeks van aantallen',
      text: 'We kijken hoe de aantallen zich voor de start ontwikkelden en trekken die lijn door. Wat daarna anders is, is het verschil, in procenten.',
    },
    'local-level': {
      name: 'reeks met een niveau dat schommelt',
      text: 'We laten het gewone niveau met de tijd meebewegen, en kijken of het bij de start meer verspringt dan anders.',
    },
    'difference-series': {
      name: 'reeks van het verschil',
      text: 'We trekken per periode de gebieden zonder de maatregel af van die met de maatregel, en kijken of dat verschil bij de start verandert. Wat overal gebeurt, telt zo niet mee.',
    },
    'difference-in-differences': {
      name: 'verschil van verschillen',
      text: 'We kijken hoeveel het cijfer veranderde in de gebieden met de maatregel, en trekken daar de verandering in vergelijkbare gebieden van af. Wat overal gebeurt, telt zo niet mee.',
    },
    'controlled-series': {
      name: 'reeks met vergelijking',
      text: 'We volgen het verschil tussen de gebieden met en zonder de maatregel, en kijken of dat bij de start verandert. Of toeval zoiets kan geven, zien we aan andere gebieden.',
    },
    'group-time': {
      name: 'stapsgewijze invoering',
      text: 'De maatregel begon niet overal tegelijk. We vergelijken elk gebied met gebieden waar hij op dat moment nog niet was begonnen.',
    },
    'synthetic-control': {
      name: 'nagebouwde vergelijking',
      text: 'We mengen gebieden zonder de maatregel zo, dat het mengsel voor de start op het gebied met de maatregel lijkt. Wat het mengsel daarna doet, was zonder de maatregel te verwachten.',
    },
  },
  steering: {
    title: 'Klopt wat het cijfer zelf zegt?',
    lead: (day: string, version: number) =>
      `Een effect rust op een cijfer. Op ${day}, bij het publiceren, is nagerekend wat dat cijfer over deze gebieden lijkt te zeggen, met alle redelijke keuzes (versie ${version} van de indicator). Dit gaat over de hele periode, niet over het effect.`,
    notChecked: (areas: number) =>
      areas === 1
        ? 'Van één gebied is dit niet nagerekend.'
        : `Van nog ${areas} gebieden is dit niet nagerekend.`,
    toNow: 'Bekijk de sturingscheck van nu',
  },
  planTitle: 'Wat was er vooraf afgesproken?',
  planBefore: (day: string) =>
    `Hoe er zou worden gemeten, is vastgelegd op ${day}, voordat de maatregel begon.`,
  planLate: (day: string) =>
    `Hoe er zou worden gemeten, is niet op een dag vóór de start vastgelegd, maar op ${day}.`,
  planNone: 'Er is vooraf niet vastgelegd hoe er zou worden gemeten. De keuzes zijn achteraf gemaakt.',
  planKept: 'Er is gemeten zoals was afgesproken.',
  planDiffers: 'Dit ging anders dan was afgesproken:',
  planWhy: 'Waarom anders dan afgesproken?',
  toPlan: 'Lees het vastgelegde plan',
  otherwiseDone: 'Wat ging er bij de maatregel zelf anders?',
  earlier: 'Eerder uitgerekend',
  earlierText:
    'Wie vaak genoeg rekent, vindt altijd wel iets. Daarom staat hier wat eerder is uitgerekend, met andere keuzes.',
  beside: 'Uitgerekend in andere metingen van deze maatregel',
  besideText:
    'Ook wat elders is uitgerekend, staat hier. Zo is te zien of er is gezocht tot er iets uitkwam.',
  besideOf: (number: number) => `meting ${number}`,
  ofWhich: 'Welke meting',
  when: 'Wanneer',
  changed: 'Andere keuzes dan nu',
  sameChoices: 'dezelfde keuzes, andere cijfers',
  sameAll: 'dezelfde keuzes en cijfers',
  fieldNames: {
    indicatorId: 'indicator',
    areaCodes: 'gebieden',
    comparisonCodes: 'vergelijking',
    otherInterventionIds: 'maatregelen elders',
    design: 'manier',
    step: 'stap in de tijd',
    shape: 'verloop',
    from: 'begin van de periode',
    until: 'einde van de periode',
  },
  remarks: 'Wat nog van belang is',
  leftOut: 'Niet meegeteld',
  toLesson: 'De les',
  checksTitle: 'Wat hebben we nagegaan?',
  checks: {
    'data-quality': {
      name: 'Zijn de gegevens goed genoeg?',
      sound: 'Er is genoeg gemeten, en er veranderde niets aan het meten zelf.',
    },
    'likeness-left': {
      name: 'Klopt het rekenmodel?',
      sound: 'Wat overblijft na het rekenen, heeft geen patroon meer.',
    },
    outliers: { name: 'Zijn er uitschieters?', sound: 'Geen enkele meting bepaalt de uitkomst.' },
    'spread-change': {
      name: 'Bleef de spreiding gelijk?',
      sound: 'De metingen lopen na de start even ver uiteen als ervoor.',
    },
    'placebo-time': {
      name: 'Vinden we ook iets bij een verzonnen start?',
      sound: 'Bij een verzonnen, eerdere start is geen effect te zien.',
    },
    'placebo-space': {
      name: 'Vinden we ook iets waar geen maatregel was?',
      sound: 'Op plekken zonder de maatregel is zo’n effect niet te zien.',
    },
    windows: {
      name: 'Hangt het af van de gekozen periode?',
      sound: 'Met een andere periode of een ander model is de uitkomst ongeveer gelijk.',
    },
    donors: {
      name: 'Hangt het af van de gekozen gebieden?',
      sound: 'Zonder een van de vergeleken gebieden is de uitkomst ongeveer gelijk.',
    },
    comparison: {
      name: 'Zijn de gebieden vergelijkbaar?',
      sound: 'De vergeleken gebieden lijken genoeg op die met de maatregel.',
    },
    'error-model': {
      name: 'Kan het gewone niveau zelf zijn verschoven?',
      sound: 'Ook als het gewone niveau schommelt, blijft het verschil.',
    },
    'parallel-trends': {
      name: 'Gingen de gebieden voor de start gelijk op?',
      sound: 'Voor de start ontwikkelden de vergeleken gebieden zich gelijk.',
    },
  },
  checkParts: {
    season: {
      name: 'Kan het aan het seizoen liggen?',
      sound: 'Er is lang genoeg gemeten om het seizoen te zien.',
    },
    noise: {
      name: 'Schommelen de gebieden evenveel?',
      sound: 'De vergeleken gebieden schommelen ongeveer evenveel als die met de maatregel.',
    },
    balance: {
      name: 'Is het cijfer in de gebieden ongeveer even hoog?',
      sound: 'Voor de start was het cijfer in de vergeleken gebieden ongeveer even hoog.',
    },
    fit: {
      name: 'Past het mengsel van gebieden?',
      sound: 'Voor de start volgde het mengsel het gebied met de maatregel goed.',
    },
    areas: {
      name: 'Zijn er genoeg gebieden?',
      sound: 'Er zijn genoeg gebieden om een effect van toeval te onderscheiden.',
    },
    'spill-over': {
      name: 'Hangt het af van de gebieden ernaast?',
      sound: 'Zonder de gebieden naast die met de maatregel is de uitkomst ongeveer gelijk.',
    },
  },
  untried: 'Dit was met deze gegevens niet na te gaan.',
  outcomes: {
    sound: 'in orde',
    untried: 'niet gedaan',
    doubtful: 'twijfel',
    contradicts: 'spreekt tegen',
    prevents: 'verhindert een antwoord',
  },
  placebos: {
    time: 'Verzonnen starts',
    space: 'Plekken zonder de maatregel',
    timeText:
      'We deden alsof de maatregel eerder begon, toen er nog niets was. Wat we dan vinden, is toeval.',
    spaceText:
      'We deden alsof de maatregel in elk vergeleken gebied was. Wat we dan vinden, is toeval of komt door iets anders.',
    real: 'het gemeten verschil',
    pretended: 'verzonnen',
    name: 'Het gemeten verschil tussen verzonnen verschillen',
    sentence: (larger: number, tried: number) => {
      if (tried === 1)
        return larger === 1
          ? 'Het verzonnen verschil is even groot als het gemeten verschil, of groter.'
          : 'Het verzonnen verschil is kleiner dan het gemeten verschil.'
      if (larger === 0)
        return `Geen van de ${tried} verzonnen verschillen is zo groot als het gemeten verschil.`
      return `Van de ${tried} verzonnen verschillen ${larger === 1 ? 'is er 1' : `zijn er ${larger}`} even groot als het gemeten verschil, of groter.`
    },
    where: 'Waar of wanneer',
    value: 'Verschil',
  },
  otherwise: 'En als we anders hadden gekozen?',
  otherwiseText: 'Elke regel is dezelfde meting met één andere keuze.',
  choice: 'Andere keuze',
  outcome: 'Verschil',
  chosenOne: 'zoals gemeten',
  withoutArea: (area: string) => `zonder ${area}`,
  choices: {
    'local-level': 'met een gewoon niveau dat schommelt',
    'shorter-before': 'kortere periode voor de start',
    'shorter-after': 'kortere periode na de start',
    'other-shape': 'ander rekenmodel voor het verloop',
    'without-outliers': 'zonder uitschieters',
    'without-neighbours': 'zonder de buren van de maatregel',
    'short-after': 'kortere periode na de start',
    'short-before': 'kortere periode voor de start',
    'without-first': 'zonder de eerste periode na de start',
  },
  incidents: 'Wat veranderde er aan het meten?',
  noIncidents: 'We weten van geen verandering aan het meten in deze periode.',
  incidentKinds: {
    'sensor-replaced': 'sensor vervangen',
    calibrated: 'sensor opnieuw geijkt',
    moved: 'sensor verplaatst',
    'method-changed': 'anders gemeten of geteld',
  },
  spill: 'Merkten andere gebieden er iets van?',
  figures: 'De gebruikte cijfers',
  figuresText:
    'Bij het publiceren zijn deze cijfers bevroren. Latere verbeteringen veranderen deze meting niet meer.',
  frozen: 'Bevroren op',
  hash: 'Controlegetal (SHA-256)',
  hashOfAll: 'Controlegetal van alles (SHA-256)',
  csv: 'Download als CSV',
  json: 'Download als JSON',
  software: 'Gerekend met',
  withdrawnTitle: 'Ingetrokken',
  withdrawn: (day: string) => `Deze meting is op ${day} ingetrokken. De reden:`,
  withdrawnStays: 'De meting blijft te lezen.',
  ofIntervention: 'Heeft het geholpen?',
  ofInterventionNone: 'Er is nog geen effectmeting gepubliceerd.',
  keptBack: 'Er is een effect uitgerekend, maar dat is niet op tijd gepubliceerd.',
  learned: 'Wat leerden we hiervan?',
  usedIn: 'Effect gemeten met deze indicator',
  intervention: 'Maatregel',
  decision: 'Besluit',
  challenge: 'Opgave',
  indicator: 'Indicator',
  links: 'Waar hoort dit bij?',
  all: 'Alle effectmetingen',
  publishedOn: (day: string) => `gepubliceerd op ${day}`,
  numbered: (n: number) => `meting ${n}`,
}
