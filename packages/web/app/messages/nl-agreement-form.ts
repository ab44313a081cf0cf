/** Texts of the workspace about agreements: the form, what parties sign, and their tasks. */

const who = {
  label: 'Wie?',
  hint: 'Staat een organisatie er niet bij? Een beheerder kan die toevoegen.',
}
const roles = {
  label: 'Alleen wie daar deze rol heeft',
  hint: 'Kiest u niets, dan gaat het om iedereen daar.',
}
const data = { label: 'Welke gegevens?', hint: 'Kies een of meer datasets.' }
const properties = {
  label: 'Alleen wat hier gemeten is',
  hint: 'Kiest u niets, dan gaat het om alles in de datasets.',
}
const challengeIds = { label: 'Voor welke opgaven?' }
const purposes = {
  label: 'Voor welke andere doelen?',
  hint: 'Deze lijst komt uit een woordenlijst voor privacy die in heel Europa wordt gebruikt.',
}
const from = { label: 'Vanaf', hint: 'Leeg: zodra de afspraak begint.' }
const until = { label: 'Tot', hint: 'Op deze dag niet meer. Leeg: zolang de afspraak loopt.' }
const kind = { label: 'Wat moet er gebeuren?' }
const before = { label: 'Vóór welke dag?' }
const afterDays = {
  label: 'Binnen hoeveel dagen na het einde van de afspraak?',
  hint: 'Vul dit in, of een dag, of allebei.',
}

export const nlAgreementForm = {
  agreement: {
    newTitle: 'Nieuwe afspraak',
    newLead:
      'Waarover gaat de afspraak, en bij welke opgave hoort zij? Daarna schrijft u de regels. Er geldt nog niets tot alle partijen hebben aanvaard.',
    aboutTitle: 'Waar gaat het over?',
    permissionsTitle: 'Wat mag wel?',
    permissionsText:
      'Schrijf per toestemming op wie wat mag met welke gegevens. Wat hier niet staat, mag niet.',
    prohibitionsTitle: 'Wat mag uitdrukkelijk niet?',
    prohibitionsText:
      'Alleen nodig als u een uitzondering wilt maken op een toestemming. Een verbod gaat altijd voor.',
    obligationsTitle: 'Wat moeten partijen doen?',
    obligationsText: 'Wat hier staat, komt op de takenlijst van die partij zodra de afspraak geldt.',
    addPermission: 'Toestemming toevoegen',
    addProhibition: 'Verbod toevoegen',
    addObligation: 'Plicht toevoegen',
    addDuty: 'Voorwaarde toevoegen',
    neededToOffer: 'nodig om aan te bieden',
    neededToReport: 'nodig bij terugmelden',
    moreLimits: 'Meer grenzen stellen',
    moreRuleLimitsText: 'Rollen, grootheden en periode.',
    otherPurposes: 'Andere doelen dan een opgave',
    otherPurposesText: 'Bijvoorbeeld onderzoek of beleid maken.',
    moreLimitsText: 'Rollen, grootheden, gebieden, velden, periode en bewaartermijn.',
    fieldNames: {
      result: 'Meetwaarden, met tijd, eenheid en kwaliteit',
      location: 'De plek',
      details: 'Beschrijvingen; die komen alleen mee met de precieze plek',
    },
    places: {
      exact: 'De precieze plek',
      '100m': 'Afgerond op 100 meter',
      '500m': 'Afgerond op 500 meter',
      area: 'Alleen het gebied',
    },
    times: { raw: 'Elke meting apart', hour: 'Alleen cijfers per uur', day: 'Alleen cijfers per dag' },
    actions: {
      use: 'Alles wat hieronder staat',
      read: 'Lezen: bekijken of ophalen',
      aggregate: 'Samenvoegen tot cijfers over groepen',
      derive: 'Er nieuwe gegevens mee maken',
      distribute: 'Doorgeven aan anderen',
    },
    deeds: {
      use: 'gebruiken',
      read: 'lezen',
      aggregate: 'samenvoegen',
      derive: 'nieuwe gegevens maken',
      distribute: 'doorgeven',
    },
    datasetOf: (title: string, owner: string, access: string) => `${title} (${owner}, ${access})`,
    access: { open: 'open', restricted: 'beperkt', personal: 'persoonlijk' },
    draftOf: (title: string) => `${title} (concept)`,
    noAlliance: 'Geen alliantie',
    allianceOf: (title: string, challenge: string) => `${title} (${challenge})`,
    plainTitle: 'In gewone taal',
    plainText:
      'Deze zinnen zijn gemaakt van de regels die het laatst zijn opgeslagen. Zij staan straks ook op de openbare pagina.',
    plainBehind: 'U hebt iets ingevuld dat nog niet is opgeslagen. Na het opslaan staat het ook hier.',
    show: 'Laat zien',
    plainShown: 'Dit staat er met wat u nu hebt ingevuld. Het is nog niet opgeslagen.',
    print: 'Bekijk en druk af',
    remove: 'Verwijder dit concept',
    removeTitle: 'Concept verwijderen',
    removeText: 'Dit concept is nog nooit aangeboden. U kunt het weggooien.',
    rowAbout: (who: string, deeds: string, data: string) => [who, deeds, data].filter(Boolean).join(' · '),
    fields: {
      title: { label: 'Titel', hint: 'Bijvoorbeeld: Grondwaterstanden voor het waterschap.' },
      ownerId: { label: 'Welke organisatie stelt de afspraak op?' },
      challengeId: { label: 'Bij welke opgave hoort zij?' },
      allianceId: { label: 'Bij welke alliantie hoort zij?' },
      why: { label: 'Waarom?', hint: 'Schrijf het op voor wie dit later leest.' },
      validFrom: { label: 'Geldt vanaf', hint: 'Leeg: zodra alle partijen hebben aanvaard.' },
      validThrough: {
        label: 'Geldt tot',
        hint: 'Op deze dag niet meer. Leeg: tot een partij haar beëindigt.',
      },
      permissions: { label: 'Toestemmingen', row: 'Toestemming' },
      'permissions.*.organisationIds': { ...who, label: 'Wie mag het?' },
      'permissions.*.roles': roles,
      'permissions.*.datasetIds': data,
      'permissions.*.properties': properties,
      'permissions.*.actions': { label: 'Wat mogen zij?' },
      'permissions.*.challengeIds': { ...challengeIds, hint: 'Kies minstens één opgave of één ander doel.' },
      'permissions.*.purposes': purposes,
      'permissions.*.from': from,
      'permissions.*.until': until,
      'permissions.*.retentionDays': {
        label: 'Hoeveel dagen mogen zij de gegevens bewaren?',
        hint: 'Leeg: hierover is niets afgesproken.',
      },
      'permissions.*.areaCodes': {
        label: 'Alleen gegevens van deze gebieden',
        hint: 'Kiest u niets, dan gaat het om alle gebieden.',
      },
      'permissions.*.areaSearch': { label: 'Zoek een wijk of buurt' },
      'permissions.*.fields': {
        label: 'Alleen deze velden',
        hint: 'Kiest u niets, dan zijn het alle velden.',
      },
      'permissions.*.minimumGroup': {
        label: 'Kleinste groep in een cijfer',
        hint: 'Bijvoorbeeld 10. Leeg: ook losse waarden.',
      },
      'permissions.*.place': { label: 'Plek' },
      'permissions.*.time': { label: 'Tijd' },
      'permissions.*.delayMinutes': {
        label: 'Hoeveel minuten oud zijn de gegevens minstens?',
        hint: '0 is meteen; 1440 is een dag.',
      },
      'permissions.*.duties': {
        label: 'Voorwaarden',
        hint: 'Wat moet doen wie deze toestemming gebruikt? Wie een voorwaarde met een dag niet op tijd doet, mag de gegevens niet meer gebruiken tot het is gedaan.',
        row: 'Voorwaarde',
      },
      'permissions.*.duties.*.kind': kind,
      'permissions.*.duties.*.before': before,
      'permissions.*.duties.*.afterDays': afterDays,
      prohibitions: { label: 'Verboden', row: 'Verbod' },
      'prohibitions.*.organisationIds': { ...who, label: 'Wie mag het niet?' },
      'prohibitions.*.roles': roles,
      'prohibitions.*.datasetIds': data,
      'prohibitions.*.properties': properties,
      'prohibitions.*.actions': { label: 'Wat mogen zij niet?' },
      'prohibitions.*.challengeIds': { ...challengeIds, hint: 'Kiest u niets, dan geldt het verbod altijd.' },
      'prohibitions.*.purposes': purposes,
      'prohibitions.*.from': from,
      'prohibitions.*.until': until,
      obligations: { label: 'Plichten', row: 'Plicht' },
      'obligations.*.organisationIds': { ...who, label: 'Wie moet dit doen?' },
      'obligations.*.kind': kind,
      'obligations.*.datasetIds': { ...data, hint: 'Kiest u niets, dan gaat het om alle gegevens.' },
      'obligations.*.before': before,
      'obligations.*.afterDays': afterDays,
    },
  },
  agreementList: {
    lead: 'De afspraken over gegevens waar uw organisatie partij in is of aan schrijft.',
    attention: 'Afspraken die op u wachten',
    all: 'Alle afspraken van uw organisatie',
    waiting: 'Wacht op uw organisatie',
    waitingNone: 'Er ligt geen voorstel waar uw organisatie nog op moet antwoorden.',
    waitingAbout: (who: string) => `${who} heeft dit voorgesteld. Uw organisatie heeft nog niet geantwoord.`,
    tasks: 'Taken uit afspraken',
    tasksNone: 'Uw organisatie heeft nu geen taken.',
    groups: {
      draft: 'Concepten',
      offered: 'Aangeboden',
      active: 'Geldt nu',
      suspended: 'Stilgezet',
      accepted: 'Begint later',
      declined: 'Niet doorgegaan',
      ended: 'Afgelopen',
    },
    draftWaits: (version: number) => `er is een concept van versie ${version}`,
    offerWaits: (version: number) => `versie ${version} is aangeboden`,
  },
  agreementDesk: {
    todo: 'Wat kunt u doen?',
    notSigner: 'Aanbieden kan een bestuurder of griffier van uw organisatie. Vraag een collega met die rol.',
    notAnswerer: (names: string) =>
      `Voor ${names} kan een bestuurder of griffier antwoorden. Vraag een collega met die rol.`,
    nothingToDo: 'U hoeft nu niets te doen.',
    noEditor: 'Alleen de organisatie die de afspraak opstelt, wijzigt de tekst.',
    waitingFor: (names: string) => `Het antwoord van ${names} is er nog niet.`,
    partiesOfDraft: (names: string) => `Na het aanbieden moeten deze partijen aanvaarden: ${names}.`,
    tasks: 'Taken uit deze afspraak',
    versions: 'Versies, en wat er veranderde',
    sameText: 'De regels zijn gelijk gebleven.',
    changed: (n: number) => (n === 1 ? 'Eén zin is anders' : `${n} zinnen zijn anders`),
    added: 'Erbij',
    removed: 'Weg',
    whyChanged: 'De uitleg bij “Waarom?” is ook anders.',
    titleChanged: (before: string) => `De titel was: ${before}.`,
    steps: 'Wie tekende wanneer?',
    step: (day: string, what: string, who: string, version: number) =>
      `${day}: ${what} door ${who} (versie ${version})`,
    onMandate: (holder: string, title: string, basis: string) =>
      `Op het mandaat van ${holder}, ${title}. Grondslag: ${basis}.`,
  },
  agreementPreview: {
    title: 'Wat zou een partij zien?',
    lead: 'Dit is berekend met de gegevens van nu, langs dezelfde weg als straks, en alsof iedereen deze tekst heeft aanvaard, zijn tijd er is en aan elke voorwaarde is voldaan. Noemt een regel een functie, dan ziet u wat iemand met die functie ziet. Wat een andere afspraak verbiedt, blijft verboden. Alleen u ziet dit voorbeeld.',
    party: 'Als welke partij?',
    dataset: 'Van welke dataset?',
    purpose: 'Waarvoor?',
    noPurpose: 'Zonder doel te noemen',
    show: 'Bekijk',
    noRule: 'In deze tekst staat geen regel over lezen van deze dataset door deze partij.',
    failed: 'Het voorbeeld kon nu niet worden berekend. Probeer het over een minuut opnieuw.',
    nothing: 'Deze partij ziet hiermee niets van deze dataset.',
    nobodyConsents:
      'Deze partij ziet nu niets van deze dataset: er zijn geen bewoners die dit voor dit doel goedvinden.',
    isOpen:
      'Let op: deze dataset is open. Iedereen ziet haar al zo, dus deze afspraak maakt niets minder precies. Moet dat wel, maak de dataset dan eerst beperkt of minder precies.',
    counted: (n: number) => (n === 1 ? 'Deze partij ziet 1 meetpunt.' : `Deze partij ziet ${n} meetpunten.`),
    precision: (place: string, time: string, delay: number, consent: boolean, bare: boolean) =>
      `${place}. ${time}.${bare ? ' Zonder beschrijvingen.' : ''}${delay > 0 ? ` Gegevens zijn minstens ${delay} minuten oud.` : ''}${consent ? ' Alleen van bewoners die dat goedvinden, en nooit preciezer dan zij willen.' : ''}`,
    caption: (n: number) =>
      n === 1
        ? 'Het meetpunt, zoals deze partij het ziet'
        : `De eerste ${n} meetpunten, zoals deze partij ze ziet`,
    place: 'Plek (lengte- en breedtegraad)',
    noPlace: 'Geen plek',
  },
  agreementSteps: {
    missingTitle: 'Dit ontbreekt nog in de tekst',
    notReady: 'De tekst is nog niet klaar om aan te bieden. Onder dit formulier staat wat er ontbreekt.',
    reads: 'Dit tekent u',
    about: 'Over deze afspraak gaat het',
    mandateNone:
      'Uw organisatie heeft geen mandaat in het register dat nu over data gaat. Vraag een beheerder of griffier om het toe te voegen.',
    chooseMandate: 'Kies het mandaat waarop u tekent.',
    mandate: (title: string, holder: string) => `${title}: ${holder}`,
    mandateHint: (organisation: string, basis: string) => `${organisation}. Grondslag: ${basis}.`,
    cannotNow: 'Deze stap kan nu niet. Kijk hoe de afspraak er nu voor staat.',
    steps: {
      aanbieden: {
        title: 'Aanbieden',
        lead: 'U biedt dit concept aan de andere partijen aan. Daarna ligt de tekst vast. Uw organisatie heeft haar dan al aanvaard.',
        button: 'Onderteken en bied aan',
      },
      aanvaarden: {
        title: 'Aanvaarden',
        lead: 'U aanvaardt dit voorstel voor uw organisatie. De afspraak geldt als alle partijen hebben aanvaard.',
        button: 'Onderteken en aanvaard',
      },
      afwijzen: {
        title: 'Afwijzen',
        lead: 'U wijst dit voorstel af. Het gaat dan niet door. Een versie die al geldt, blijft gelden.',
        button: 'Onderteken en wijs af',
      },
      stilzetten: {
        title: 'Stilzetten',
        lead: 'Niemand mag de gegevens dan nog gebruiken op grond van deze afspraak, tot uw organisatie haar hervat.',
        button: 'Onderteken en zet stil',
      },
      hervatten: {
        title: 'Hervatten',
        lead: 'De afspraak geldt dan weer, als geen andere partij haar heeft stilgezet.',
        button: 'Onderteken en hervat',
      },
      beeindigen: {
        title: 'Beëindigen',
        lead: 'De afspraak stopt meteen en voorgoed. Wie verder wil, maakt een nieuwe afspraak.',
        button: 'Onderteken en beëindig',
      },
    },
    version: {
      title: 'Nieuwe versie',
      lead: 'U begint een concept met de tekst van nu. De versie die geldt, blijft gelden tot alle partijen de nieuwe hebben aanvaard.',
      withdraws: 'Het voorstel dat er nu ligt, trekt u hiermee in.',
      button: 'Begin de nieuwe versie',
      fields: {
        reason: {
          label: 'Waarom moet de tekst anders?',
          hint: 'Wie de afspraak mag lezen, kan dit lezen. Minstens 10 tekens.',
        },
      },
    },
    fields: {
      mandateId: {
        label: 'Op welk mandaat?',
        hint: 'Het mandaat komt bij uw handtekening te staan, voor iedereen die de afspraak mag lezen.',
      },
      reason: { label: 'Waarom?', hint: 'Wie de afspraak mag lezen, kan dit lezen. Minstens 10 tekens.' },
      remark: { label: 'Toelichting', hint: 'Wie de afspraak mag lezen, kan dit lezen.' },
    },
  },
  agreementTask: {
    title: 'Taak afronden',
    lead: (who: string, agreement: string) => `${who} heeft dit beloofd in de afspraak “${agreement}”.`,
    states: { open: 'te doen', overdue: 'te laat', done: 'gedaan', lapsed: 'niet meer nodig' },
    due: (day: string) => `vóór ${day}`,
    always: 'zolang de afspraak loopt',
    doneBy: (day: string, who: string | null) => `gedaan op ${day}${who ? ` door ${who}` : ''}`,
    finish: 'Rond af',
    done: 'Deze taak is gedaan.',
    lapsed: 'Deze taak hoort bij een versie die niet meer geldt. U hoeft niets te doen.',
    notYours: 'Deze taak is van een andere organisatie. Alleen wie daar werkt, kan haar afronden.',
    button: 'De taak is gedaan',
    fields: {
      note: {
        label: 'Wat is er gedaan?',
        hint: 'Bijvoorbeeld waar de bron staat, wat er is teruggemeld of wat er is verwijderd. Minstens 10 tekens.',
      },
    },
  },
}
