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
    hexagon: (latitude: string, longitude: string) => `rond ${latitude} noord, ${longitude} oost`,
    tooFew: 'te weinig meetpunten',
    noFigure: 'geen cijfer',
    leftOut: (n: number) =>
      `${count(n, 'meetpunt staat', 'meetpunten staan')} in geen enkele zeshoek: de plek is niet precies genoeg bekend. Kies grotere zeshoeken.`,
    hexagonRule:
      'Een zeshoek heeft pas een gemiddelde als er drie meetpunten in gemeten hebben. Een gemiddelde van minder zegt te weinig over zo’n groot gebied.',
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
    backgroundSource: 'Achtergrond: BRT, Kadaster (CC BY 4.0)',
  },
}
