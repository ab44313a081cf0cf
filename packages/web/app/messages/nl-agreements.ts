import { count } from './count.ts'

/** Texts about alliances and agreements about data. */
export const nlAgreements = {
  agreements: {
    title: 'Afspraken over gegevens',
    lead: 'Wie mag welke gegevens gebruiken, waarvoor en tot wanneer? Hier staat wat partijen daarover hebben afgesproken.',
    none: 'Er zijn nog geen afspraken die alle partijen hebben aanvaard.',
    noneOf: {
      active: 'Er geldt nu geen afspraak.',
      suspended: 'Er is nu geen afspraak stilgezet.',
      accepted: 'Er is geen afspraak die later begint.',
      ended: 'Er is nog geen afspraak afgelopen.',
    },
    groups: {
      active: 'Geldt nu',
      suspended: 'Stilgezet',
      accepted: 'Begint later',
      ended: 'Afgelopen',
    },
    all: {
      active: 'Alle afspraken die nu gelden',
      suspended: 'Alle stilgezette afspraken',
      accepted: 'Alle afspraken die later beginnen',
      ended: 'Alle afgelopen afspraken',
    },
    filter: 'Welke afspraken?',
    states: {
      draft: 'concept',
      offered: 'aangeboden',
      declined: 'niet doorgegaan',
      accepted: 'begint later',
      active: 'geldt nu',
      suspended: 'stilgezet',
      ended: 'afgelopen',
    },
    between: (names: string) => `Tussen ${names}.`,
    until: (day: string) => `tot ${day}`,
    version: (n: number) => `Versie ${n}`,
    standing: {
      draft: 'Dit is een concept. Het geldt nog niet.',
      offered: 'Dit is een voorstel. Het geldt pas als alle partijen het hebben aanvaard.',
      declined: 'Een partij heeft dit voorstel afgewezen. Het geldt niet.',
      accepted: (from: string | null, until: string | null) =>
        `Alle partijen hebben deze afspraak aanvaard.${from ? ` Zij geldt vanaf ${from}${until ? ` tot ${until}` : ''}.` : ''}`,
      active: (since: string, until: string | null) =>
        `Deze afspraak geldt sinds ${since}${until ? ` en loopt tot ${until}` : ', tot een partij haar beëindigt'}.`,
      otherActive: (version: number) => `Nu geldt versie ${version} van deze afspraak.`,
      suspended: (who: string, since: string) =>
        `Deze afspraak is stilgezet door ${who}, sinds ${since}. Zolang dat duurt, geeft zij geen toestemming.`,
      endedBy: (who: string, day: string) =>
        `Deze afspraak geldt niet meer. ${who} heeft haar op ${day} beëindigd.`,
      expired: (day: string) => `Deze afspraak geldt niet meer. Zij liep tot ${day}.`,
      ended: 'Deze afspraak geldt niet meer.',
    },
    stopped: {
      stops: 'Wat is gestopt',
      stays: 'Wat blijft',
      reading: (who: string, moment: string) =>
        `Sinds ${moment} geeft deze afspraak ${who} geen gegevens meer.`,
      running:
        'Dat geldt overal: op de site, voor programma’s met een toegangssleutel, in downloads en in berichten die vanzelf komen. Wat nog liep, is op dat moment gestopt.',
      resumes: (who: string) =>
        `Alleen ${who} kan de afspraak weer laten gelden. Dan mag weer wat erin staat.`,
      promisesStay: 'Wat partijen beloofden, blijft gelden.',
      deletes: (who: string, day: string) =>
        `${who}: wat al ontvangen was, moet uiterlijk ${day} gewist zijn.`,
      keeps: (days: number) =>
        `Wat al ontvangen was, halen wij niet terug. De ontvanger mag het ten hoogste ${days === 1 ? '1 dag' : `${days} dagen`} bewaren.`,
      publishedStays:
        'Wat met de gegevens al openbaar werd, blijft: vastgelegde analyses en besluiten veranderen niet.',
      openStays: 'Wat iedereen mag zien, kunnen ook deze partijen blijven zien.',
      textStays: 'De tekst van de afspraak blijft hier staan, met wie tekende.',
    },
    notices: {
      holds: (version: number) => `Lees versie ${version}, die nu geldt`,
      newer: (version: number) => `Er is een nieuwere versie: lees versie ${version}`,
      reading: (version: number) => `U leest versie ${version}.`,
    },
    parties: 'Tussen wie?',
    roles: {
      gives: 'geeft gegevens',
      receives: 'ontvangt gegevens',
      both: 'geeft en ontvangt gegevens',
      neither: 'doet mee',
    },
    answers: {
      accepted: (day: string) => `Aanvaard op ${day}`,
      declined: (day: string) => `Afgewezen op ${day}`,
      waiting: 'Heeft nog niet geantwoord.',
      by: (answer: string, who: string, title: string) => `${answer} door ${who}, ${title}.`,
    },
    why: 'Waarom?',
    says: 'Wat is er afgesproken?',
    saysText: 'Deze zinnen zijn gemaakt van de regels zoals ze zijn vastgelegd.',
    data: 'Welke gegevens?',
    hiddenData: (n: number) =>
      `${count(n, 'dataset staat', 'datasets staan')} niet in de openbare lijst. De naam staat in de zinnen hierboven.`,
    challenge: 'Voor welke opgave?',
    hiddenChallenge: 'De opgave is niet openbaar.',
    promises: 'Wat moeten de partijen doen?',
    noPromises: 'Er is niets afgesproken dat een partij moet doen.',
    who: 'Wie',
    what: 'Wat',
    moment: 'Wanneer',
    duties: {
      attribute: 'De bron noemen',
      'report-back': 'Terugmelden wat er met de gegevens is gedaan',
      delete: 'De gegevens verwijderen',
    },
    when: {
      always: 'altijd',
      beforeMoment: (moment: string) => `vóór ${moment}`,
      afterEnd: (days: number) => `binnen ${count(days, 'dag', 'dagen')} na het einde van de afspraak`,
    },
    stopsUse: 'Wie iets met een datum niet op tijd doet, mag de gegevens niet gebruiken tot het is gedaan.',
    notKept: 'Houdt iemand zich hier niet aan?',
    notKeptText: (who: string, contact: string | null) =>
      `Laat het weten aan ${who}${contact ? ` (${contact})` : ''}; elke partij kan deze afspraak meteen stilzetten.`,
    versions: 'Versies',
    frozen:
      'Een aangeboden tekst verandert niet meer. Een wijziging is een nieuwe versie, die alle partijen opnieuw aanvaarden.',
    versionStates: {
      draft: () => 'concept',
      offered: (day: string) => `aangeboden op ${day}`,
      accepted: (day: string) => `door alle partijen aanvaard op ${day}`,
      declined: (day: string) => `aangeboden op ${day}, niet doorgegaan`,
      withdrawn: (day: string) => `aangeboden op ${day}, ingetrokken`,
    },
    holdsNow: 'geldt nu',
    youRead: 'deze leest u nu',
    events: 'Wat is er daarna gebeurd?',
    kinds: {
      offered: 'Aangeboden',
      accepted: 'Aanvaard',
      declined: 'Afgewezen',
      suspended: 'Stilgezet',
      resumed: 'Hervat',
      ended: 'Beëindigd',
    },
    event: (day: string, what: string, who: string, title: string) =>
      `${day}: ${what} door ${who} (${title}).`,
    reason: (text: string) => `Reden: ${text}`,
    programs: 'Voor programma’s',
    odrl: 'Deze versie als ODRL (JSON-LD)',
    words: 'De woorden waarin afspraken zijn geschreven',
    ofChallenge: 'Afspraken over gegevens',
    noneOfChallenge: 'Bij deze opgave is nog geen afspraak over gegevens die alle partijen hebben aanvaard.',
    everything: 'Alle afspraken',
    ofDataset: 'Wie mag deze gegevens gebruiken?',
    datasetAccess: {
      open: 'Iedereen mag de metingen zien, zo precies als hieronder staat.',
      groups: 'Losse metingen ziet alleen de eigenaar. Anderen zien ze alleen in cijfers over groepen.',
      restricted:
        'De metingen ziet alleen de eigenaar, en een partij met een afspraak: voor het doel van die afspraak, en nooit preciezer dan hieronder staat.',
      personal:
        'Deze metingen zijn van bewoners. Een bewoner ziet het eigen meetpunt precies. Anderen zien het alleen met toestemming van de bewoner: iedereen, als de bewoner de metingen wil delen voor het algemeen belang. Voor een ander doel alleen de eigenaar van de dataset en partijen met een afspraak. Nooit preciezer dan de bewoner wil, en nooit preciezer dan hieronder staat.',
    },
    askAccess: (owner: string) => `Wilt u deze metingen gebruiken? Vraag ${owner} om toegang:`,
    seesNothing: 'U ziet nu geen metingen van deze dataset.',
    noneOfDataset: 'Er geldt nu geen afspraak over deze gegevens.',
    someOfDataset: 'Over deze gegevens gelden nu deze afspraken:',
  },
  alliances: {
    name: (title: string) => `Alliantie: ${title}`,
    contributions: { data: 'Gegevens', people: 'Mensen', money: 'Geld', knowledge: 'Kennis' },
    effect: (name: string) => `Gevolg voor ${name}`,
    mandate: 'Beslist over',
    since: (day: string) => `sinds ${day}`,
    from: (day: string) => `vanaf ${day}`,
    past: 'Deed eerder mee',
    left: (name: string, day: string, reason: string) => `${name}, tot en met ${day}. ${reason}`,
    others: 'Ook betrokken bij deze opgave',
  },
}
