import { count } from './count.ts'

const entries = (number: number) => count(number, 'regel', 'regels')

/** Namen van velden, zoals ze op de pagina heten. */
const fields: Readonly<Record<string, string>> = {
  title: 'de titel',
  question: 'de vraag',
  reasons: 'de redenen',
  options: 'de alternatieven',
  amount: 'het bedrag',
  signature: 'de ondertekening',
  dissent: 'de bezwaren',
  evidence: 'het bewijs',
  reviewDate: 'de dag waarop we terugkijken',
  conclusion: 'de conclusie',
  charts: 'de grafieken',
  permissions: 'wat mag',
  prohibitions: 'wat niet mag',
  obligations: 'de plichten',
  chosenOptionId: 'de keuze',
  sha256: 'het controlegetal van de tekst',
  evidenceSha256: 'het controlegetal van het bewijs',
  study: 'de gegevens waarmee is gerekend',
  outcome: 'de uitkomst',
  plan: 'het plan vooraf',
  planDeviations: 'de afwijkingen van het plan',
  interventionDeviations: 'wat anders liep dan gepland',
  earlier: 'wat eerder is berekend',
  hypothesis: 'de verwachting',
  design: 'de opzet van de meting',
  areaCodes: 'de gebieden',
}

/** Texts about the public register. */
export const nlLedger = {
  title: 'Openbaar register',
  lead: 'Wat hier staat, kan niemand veranderen zonder dat het te zien is. Ook de gemeente niet, zolang iemand anders een eerdere stand heeft bewaard of mede ondertekend.',
  explanation: {
    text: [
      'Publiceert de gemeente een besluit, een afspraak of een analyse? Dan komt er een regel bij in dit register, met een controlegetal van de tekst. Verandert er één letter, dan klopt het getal niet meer.',
      'Alle regels samen geven ook weer één getal. Dat getal ondertekent de gemeente: dat heet een stand. Wie een stand bewaart, kan later nagaan of alle regels van toen er nog zijn, onveranderd en in dezelfde volgorde.',
      'In het register zelf staan geen persoonsgegevens. Moet een tekst weg, omdat iemand daar recht op heeft? Dan blijft alleen het controlegetal over. Moet alleen een naam weg? Dan wordt die weggelakt, en een nieuwe regel zegt wanneer, waarom en wat er nog staat.',
    ],
  },
  list: 'Wat staat erin?',
  empty: 'Er staat nog niets in: er is nog niets gepubliceerd.',
  columns: { number: 'Nummer', what: 'Wat', entered: 'Sinds', proof: 'Bewijs' },
  numbered: (index: number) => `nr. ${index}`,
  proofOf: (index: number) => `Bewijs van nummer ${index}`,
  version: (version: number) => `versie ${version}`,
  kinds: {
    decision: 'Besluit',
    agreement: 'Afspraak',
    registration: 'Plan vooraf',
    analysis: 'Analyse',
    evaluation: 'Effectmeting',
    withdrawal: 'Intrekking',
    happening: 'Vervolg op een besluit of maatregel',
    redaction: 'Weggelakt',
    keys: 'Sleutel van dit register',
  },

  /** Wat er van iets werd, zoals de regel daarover het noemt. */
  whats: {
    withdrawn: 'Ingetrokken',
    replaced: 'Vervangen door een ander besluit',
    hidden: 'Verborgen door moderatoren',
    shown: 'Weer getoond door moderatoren',
    ended: 'Beëindigd',
    begun: 'Begonnen',
    deviated: 'Afgeweken van het plan',
    reviewed: 'Teruggekeken',
    reopened: 'Heropend',
    suspended: 'Stilgezet',
    resumed: 'Weer in werking',
    'blacked-out': 'Weggelakt naast het register',
  } satisfies Record<string, string> as Record<string, string>,
  states: {
    shown: 'De tekst is te lezen.',
    hidden: 'De tekst is niet openbaar.',
    erased: 'De tekst is gewist. Alleen het controlegetal staat er nog.',
    redacted: 'In deze tekst is iets weggelakt. Een latere regel heeft de tekst die overblijft.',
    lost: 'Wat is gepubliceerd, is er niet meer, en niemand heeft het gewist. Vraag de gemeente wat er is gebeurd.',
  },
  redaction: {
    title: 'Persoonsgegevens weglakken',
    lead: 'Wat u weglakt, verdwijnt overal waar het over hetzelfde gaat: uit alle versies, concepten en uit wat er later van werd. Terughalen kan niet. De dag, de grond en de reden zijn openbaar.',
    ask: 'Staat hier een persoonsgegeven dat weg moet? Een privacyfunctionaris van de organisatie kan dat doen:',
    since: (passages: number, moment: string) =>
      `Hier ${passages === 1 ? 'is 1 stuk tekst' : `zijn ${passages} stukken tekst`} weggelakt, op ${moment}.`,
    much: (characters: number, percentage: number) =>
      `Samen ${characters === 1 ? '1 teken' : `${characters} tekens`}: ${percentage}% van de tekst.`,
    by: { 'privacy-officer': 'Door een privacyfunctionaris van de organisatie.' } satisfies Record<
      string,
      string
    > as Record<string, string>,
    because: (reason: string) => `Reden: ${reason}`,
    grounds: {
      'gdpr-17': 'Iemand heeft recht op wissen (AVG, artikel 17).',
      'gdpr-21': 'Iemand maakte bezwaar (AVG, artikel 21).',
      'woo-5-1-2-e': 'Om iemands persoonlijke levenssfeer (Woo, artikel 5.1, tweede lid, onder e).',
    },
    fields: {
      passages: {
        label: 'Wat moet weg',
        hint: 'Alleen een naam, een adres of iets anders waaraan iemand te herkennen is. Elk stuk op een eigen regel, zoals het in de tekst staat. Bij één woord tellen hoofdletters.',
      },
      ground: { label: 'Grond' },
      reason: {
        label: 'Reden',
        hint: 'Iedereen kan dit lezen. Noem niet wat u weglakt.',
      },
    },
    look: 'Kijk eerst wat er weggaat',
    button: 'Lak weg',
    looked: 'Er is nog niets weggelakt. Dit zou er weggaan:',
    done: 'Weggelakt. In een paar tellen staat het in het register.',
    replaced: (kind: string, version: number, passages: number, percentage: number) =>
      `${kind}, versie ${version}: daarna ${passages === 1 ? '1 stuk' : `${passages} stukken`} weggelakt, ${percentage}% van de tekst`,
    rows: (rows: number) =>
      `In de database ${rows === 1 ? 'verandert 1 rij' : `veranderen ${rows} rijen`}: versies, concepten, lessen en berichten die nog wachten.`,
    beside:
      'Een deel staat niet in het register, maar alleen in wat erbij hoort, zoals een les. Ook dat komt als regel in het register: dat er iets is weggelakt, waarom, en door wie.',
    address:
      'Staat het in de titel? Dan krijgt de bladzijde een ander adres. Het oude adres werkt daarna niet meer.',
    alike: 'Dit lijkt erop en blijft staan. Moet het ook weg? Zet het er dan bij:',
    alikeTimes: (text: string, times: number) => `${text} (${times} keer)`,
    lost: 'Van deze regels is de gepubliceerde tekst weg. Het register heeft hun tekst nog, mét wat u weglakt. Zoek uit hoe dat komt, met samenspel verify:',
    elsewhere: 'Het staat ook in andere regels van het register. Kijk of het daar ook weg moet:',
    stays: 'Dit blijft, ook na het weglakken:',
    staysWhere: [
      'wat anderen al hebben gedownload, opgeslagen of per mail gekregen;',
      'reservekopieën van de database, tot ze zijn vervangen;',
      'opgaven, indicatoren, datasets en opmerkingen: die verandert de eigenaar zelf;',
      'foto’s, en namen van meters in grafieken.',
    ],
  },
  keep: {
    title: 'Bewaar de stand van nu',
    text: 'Een stand is een paar regels tekst. Bewaar die op uw eigen computer, of mail haar aan iemand. Bewaar ook de sleutel, onderaan deze bladzijde. Volgend jaar controleert u ermee of er niets is veranderd.',
    file: 'stand-van-het-register.txt',
    checkpoint: 'De stand van nu (tekst)',
    whole: 'Het hele register (een regel JSON per regel), om zelf na te rekenen',
  },
  history: {
    title: 'Klopt het register nog?',
    lead: 'Plak hier een stand die u eerder bewaarde. Dan rekenen we na of het register van nu daarmee begint.',
    fields: { checkpoint: { label: 'Uw stand', hint: 'Alle regels, ook die met de streep.' } },
    button: 'Controleer',
    noCheckpoint:
      'Dit is geen stand. Plak alle regels: de naam van het register, het aantal, het getal, een lege regel en de regel met de streep.',
    outcomes: {
      holds: (from: number, to: number) =>
        `Het klopt. De controlegetallen van de ${entries(from)} van uw stand zijn onveranderd. Nu zijn het er ${to}. Of de teksten op deze site daar nog bij horen, controleert u op elke bladzijde. Alle teksten tegelijk controleert u met de regel onderaan.`,
      'rolled-back': (from: number, to: number) =>
        `Het klopt niet. Uw stand heeft ${entries(from)}, en nu zijn het er ${to}. De regels vanaf nummer ${to} zijn weg. Bewaar uw stand goed: zij is het bewijs.`,
      'other-history': (from: number) =>
        `Het klopt niet. Een van de ${entries(from)} van uw stand is veranderd. Bewaar uw stand goed: zij is het bewijs.`,
      'not-signed': () => 'Deze stand is niet door dit register ondertekend, of er is iets in veranderd.',
      'other-log': () => 'Deze stand is van een ander register. Kijk op de eerste regel van welk.',
    },
    self: 'Liever op uw eigen computer?',
    selfText:
      'Hier doet de site van de gemeente het rekenwerk. Wilt u haar niet hoeven geloven? Reken dan zelf na, met het bestand met uw stand:',
    selfKey:
      'De sleutel hierboven is de eerste van dit register. Hebt u de sleutel van toen bewaard? Vul dan die in. Is het register teruggedraaid of herschreven? Dan zegt de uitkomst dat het niet klopt. Welke van de twee het is, en om welke regels het gaat, is aan een stand niet te zien.',
  },
  keys: {
    title: 'Sleutels en getuigen',
    lead: 'Met deze sleutels controleert u de handtekeningen. Bewaar ze bij uw stand.',
    origin: 'Naam van het register',
    size: 'Aantal regels',
    since: (day: string) => `Sleutel sinds ${day}`,
    coming: 'Sleutel die nog begint',
    own: 'Sleutel waarmee wij getuige zijn',
    noWitnesses:
      'Er zijn nog geen getuigen: andere gemeenten die elke stand mede ondertekenen, zodat niemand twee registers kan laten zien.',
    witnesses: 'Deze getuigen ondertekenen elke stand mee, zodat niemand twee registers kan laten zien:',
    notYet: 'nog niet',
    cosigned: (size: number, moment: string) => `${entries(size)}, op ${moment}`,
    witnessed: 'Van deze registers zijn wij getuige:',
    asJson: 'De sleutels als gegevens',
  },
  verify: {
    title: 'Controleer',
    lead: 'Deze tekst staat in het openbaar register. Zo ziet u of er sinds de publicatie iets is veranderd.',
    more: 'Wat is dat register?',
    none: 'Deze versie staat nog niet in het openbaar register.',
    number: 'Nummer in het register',
    waiting: 'Komt binnen een paar tellen',
    entered: 'Opgenomen op',
    hash: 'Controlegetal',
    download: 'Het bewijs, om te bewaren',
    how: 'Zelf narekenen',
    howText:
      'Het bewijs bevat de tekst, het controlegetal, de plek in het register en de handtekening. Bewaar het samen met de sleutel van het register. Dan controleert u het later zonder deze site, met de sleutel die u toen kende:',
    button: 'Controleer in deze browser',
    busy: 'Bezig met narekenen.',
    failed: 'Het lukte niet om het bewijs op te halen of te lezen. Probeer het later opnieuw.',
    unable: 'Deze browser kan het hier niet narekenen. Haal het bewijs op en reken het zelf na.',
    good: 'Het klopt.',
    partly: 'Dit is niet helemaal na te rekenen: de tekst is gewist of niet openbaar.',
    bad: 'Het klopt niet. Haal het bewijs op en vraag de gemeente wat er is gebeurd.',
    checks: {
      text: {
        good: 'Het controlegetal hoort bij de tekst die is gepubliceerd.',
        bad: 'Het controlegetal hoort niet bij de tekst.',
        unknown: 'De tekst is gewist of niet openbaar, dus die is niet na te rekenen.',
      },
      place: {
        good: (index: number, size: number) =>
          `Het staat op nummer ${index} in het register van ${entries(size)}.`,
        bad: (index: number, size: number) =>
          `Het staat niet op nummer ${index} in het register van ${entries(size)}.`,
        unknown: (_index: number, _size: number) => 'De plek is niet na te rekenen.',
      },
      signature: {
        good: (name: string) => `De stand is ondertekend door ${name}.`,
        bad: (name: string) => `De stand is niet ondertekend met een sleutel van ${name}.`,
        unknown: (_name: string) => 'De handtekening is niet na te rekenen.',
      },
      redaction: {
        good: (index: number) =>
          `Nummer ${index} had de hele tekst. Die is gewist, en deze regel zegt waarom.`,
        bad: (index: number) => `Nummer ${index} is gewist, maar deze regel hoort daar niet bij.`,
        unknown: (_index: number) => 'Wat is gewist, is niet na te rekenen.',
      },
      page: {
        good: (_fields: string) => 'Deze pagina toont dezelfde tekst.',
        bad: (differing: string) => `Deze pagina toont iets anders dan is gepubliceerd: ${differing}.`,
        unknown: (_fields: string) => 'De pagina is niet te vergelijken.',
      },
    },
    keysOfSite:
      'De sleutels komen van deze site. Wilt u de site niet hoeven geloven? Vergelijk ze met de sleutel die u eerder bewaarde.',
    cosignedBy: (names: string) =>
      `Volgens deze site is het mede ondertekend door ${names}. Vergelijk de sleutel met die op de site van de getuige zelf.`,
    fields,
  },
}
