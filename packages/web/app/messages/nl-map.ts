import { count } from './count.ts'

/** Texts of the map that shows more than stations of now, and of the profile of an area. */
export const nlMap = {
  maps: {
    kind: 'Hoe wilt u het zien?',
    kinds: {
      punten: 'Elk meetpunt',
      vakken: 'Gemiddelde per zeshoek',
      gebieden: 'Indicator per gebied',
      twee: 'Twee indicatoren naast elkaar',
    },
    width: 'Hoe groot zijn de zeshoeken?',
    widths: (metres: string) => `${metres} breed`,
    indicator: 'Welke indicator?',
    other: 'En welke daarnaast?',
    whenHint: 'Laat leeg voor nu.',
    day: 'De uren van een dag',
    year: 'Een heel jaar',
    labels: {
      vakken: 'Kaart met zeshoeken. De lijst onder de kaart geeft dezelfde informatie.',
      gebieden: 'Kaart met gebieden. De lijst onder de kaart geeft dezelfde informatie.',
      twee: 'Kaart met gebieden en twee indicatoren. De lijst onder de kaart geeft dezelfde informatie.',
    },
    keys: 'Met het toetsenbord: de pijlen bewegen de kaart, + en − maken hem groter en kleiner, Enter vertelt over wat het dichtst bij het kruis in het midden is.',
    lists: {
      stations: 'Alle meetpunten',
      hexagons: 'Alle zeshoeken',
      areas: 'Alle gebieden',
      two: 'Alle gebieden',
    },
    slider: 'Moment',
    play: 'Speel af',
    pause: 'Pauze',
    previous: 'Vorige',
    next: 'Volgende',
    stillMotion:
      'Uw apparaat vraagt om weinig beweging. Daarom speelt de kaart niet vanzelf af; met de knoppen gaat het wel.',
    tooManySteps: 'Zo veel gebieden en momenten tegelijk kunnen we niet afspelen. Kies een moment.',
    at: (moment: string) => `Op de kaart en in de lijst: ${moment}.`,
    nothingAt: 'Op dit moment is er niets gemeten.',
    averaged: {
      single: 'losse waarde',
      minutes: (n: number) => `gemiddelde van ${count(n, 'minuut', 'minuten')}`,
      hours: (n: number) => `gemiddelde van ${count(n, 'uur', 'uur')}`,
      days: (n: number) => `gemiddelde van ${count(n, 'dag', 'dagen')}`,
      month: 'gemiddelde van de dagen van een maand',
    },
    columns: {
      averaged: 'Waarde is',
      hexagon: 'Zeshoek',
      mean: 'Gemiddelde',
      stations: 'Meetpunten',
      measuring: 'Waarvan gemeten',
      coverage: 'Gemeten uren',
      why: 'Waarom hier?',
    },
    hexagon: (name: string | undefined, latitude: string, longitude: string) =>
      name === undefined ? `${latitude} noord, ${longitude} oost` : `bij ${name} (${latitude}; ${longitude})`,
    tooFew: 'te weinig meetpunten',
    noFigure: 'geen cijfer',
    leftOut: (n: number) =>
      `${count(n, 'meetpunt staat', 'meetpunten staan')} in geen enkele zeshoek: de plek is niet precies genoeg bekend. Kies grotere zeshoeken.`,
    hexagonRule:
      'Een zeshoek heeft pas een gemiddelde als er drie meetpunten in gemeten hebben. Een gemiddelde van minder zegt te weinig over zo’n groot gebied.',
    noMeans: (width: string) =>
      `Geen van de zeshoeken van ${width} heeft een gemiddelde: in geen enkele hebben drie meetpunten gemeten.`,
    showWider: (width: string) => `Toon zeshoeken van ${width}`,
    noneWider: 'Ook grotere zeshoeken hebben hier geen gemiddelde.',
    hexagonSummary: (n: number, known: number) =>
      `${count(n, 'zeshoek', 'zeshoeken')} met meetpunten, waarvan ${known} met een gemiddelde.`,
    areaSummary: (n: number, known: number) =>
      `${count(n, 'gebied', 'gebieden')}, waarvan ${known} met een cijfer.`,
    noIndicators: 'Er zijn nog geen indicatoren.',
    noThirds: 'Er zijn te weinig verschillende cijfers om gebieden in drie groepen te verdelen.',
    two: {
      legend: 'Wat de kleuren betekenen',
      text: (first: string, second: string) =>
        `Van links naar rechts: ${first}, van laag naar hoog. Van onder naar boven: ${second}, van laag naar hoog. Elke stap is een derde van de gebieden. In elk vak staat hoeveel gebieden het zijn.`,
      thirds: ['laag', 'midden', 'hoog'] as [string, string, string],
      bounds: (title: string, middle: string, high: string) =>
        `${title}: laag is onder ${middle}, hoog is vanaf ${high}.`,
      warning: 'Dat twee dingen samen hoog zijn, zegt niet dat het ene door het andere komt.',
    },
    background: 'Toon de topografische kaart van PDOK',
    backgroundHint: 'Uw browser vraagt de kaart dan op bij het Kadaster, dat zo ziet welk stuk u bekijkt.',
    withoutBackground:
      'De topografische kaart van PDOK komt nu niet door. De rest van de kaart klopt gewoon.',
    withoutRemarks: 'Laat opmerkingen van mensen weg',
    backgroundSource: 'Achtergrond: BRT, Kadaster (CC BY 4.0)',
  },
  why: {
    title: (area: string) => `Waarom hier? ${area}`,
    lead: 'Is het hier anders dan elders? En wat is hier nog meer anders? Dat staat hieronder naast elkaar.',
    noIndicator: 'Er is nog geen indicator voor dit soort gebied.',
    toIndicator: 'Bekijk deze indicator',
    everywhere: 'alle gebieden',
    noFigure: (area: string, periods: number) =>
      periods === 0
        ? `Van ${area} zijn er geen cijfers in het laatste jaar.`
        : `Van ${area} zijn er te weinig cijfers om te vergelijken: ${periods}.`,
    sentence: ({
      area,
      value,
      place,
      mean,
      side,
    }: {
      area: string
      value: string
      place: string
      mean: string | undefined
      side: 'higher' | 'lower' | 'same'
    }) => {
      if (mean === undefined) return `In ${area} is het gemiddeld ${value}.`
      const words = { higher: 'Dat is hoger dan', lower: 'Dat is lager dan', same: 'Dat is even hoog als' }[
        side
      ]
      return `In ${area} is het gemiddeld ${value}. ${words} in de andere gebieden (${place}): daar is het gemiddeld ${mean}.`
    },
    rank: (rank: number, areas: number) => `Van hoog naar laag is het nummer ${rank} van ${areas}.`,
    period: 'Cijfers van',
    fromTo: (from: string, to: string) => `${from} tot ${to}`,
    figures: 'Aantal cijfers',
    others: 'Andere gebieden',
    range: 'Laagste en hoogste daarvan',
    between: (low: string, high: string) => `${low} en ${high}`,
    leftOut: (n: number) =>
      `${count(n, 'gebied telt', 'gebieden tellen')} niet mee: daar zijn cijfers van minder dan half zo veel periodes.`,
    noStatistics: 'Van deze gebieden kennen we nog geen andere cijfers, zoals groen of inkomen.',
    together: 'Wat gaat hiermee samen?',
    clear: (n: number, all: number) =>
      n === 0
        ? `Van ${count(all, 'kenmerk', 'kenmerken')} is er geen waarvan duidelijk is dat het met deze indicator samengaat.`
        : `Van ${count(all, 'kenmerk', 'kenmerken')} ${n === 1 ? 'gaat er 1' : `gaan er ${n}`} duidelijk samen met deze indicator.`,
    warning:
      'Let op: samengaan is geen oorzaak. Misschien komt het ene door het andere, misschien andersom, misschien komen beide door iets anders, zoals hoe oud een buurt is. En wat voor gebieden geldt, hoeft niet te gelden voor de mensen die er wonen.',
    chance: (all: number, n: number) =>
      `We vergelijken ${count(all, 'kenmerk', 'kenmerken')} tegelijk. Dan ${n === 1 ? 'lijkt er gemiddeld 1' : `lijken er gemiddeld ${n}`} samen te gaan door toeval.`,
    caption: (title: string, place: string) => `Kenmerken van gebieden naast ‘${title}’ (${place})`,
    statistic: 'Kenmerk',
    here: 'Hier',
    meanOfOthers: 'Gemiddeld elders',
    inWords: 'Gaat het samen?',
    order: 'Volgorde (Spearman)',
    line: 'Rechte lijn (Pearson)',
    pairs: 'Gebieden',
    words: {
      same: 'ja: waar het ene hoog is, is het andere dat ook',
      opposite: 'ja: waar het ene hoog is, is het andere laag',
      none: 'niet duidelijk',
      unknown: 'te weinig gebieden',
    },
    interval: (value: string, low: string, high: string) => `${value} (${low} tot ${high})`,
    method:
      'Tussen haakjes staat het interval van 95%. Een getal loopt van −1 (precies andersom) via 0 (geen verband) tot 1 (precies gelijk op). We rekenen met het gemiddelde van de cijfers van elk gebied, en zeggen pas ja als het hele interval van de volgorde aan één kant van 0 ligt.',
  },
}
