/** Texts of the pages that explain the site. A paragraph per line; a section has a heading. */
export const nlPages = {
  about: {
    title: 'Over Samenspel',
    lead: 'Samenspel laat zien hoe een gemeente van een probleem naar een besluit komt, en wat dat besluit oplevert.',
    sections: [
      {
        title: 'Waarom deze site?',
        text: [
          'Gemeenten meten steeds meer: warmte, lucht, water, drukte. Maar wat gebeurt er met die metingen?',
          'Op deze site is dat te volgen. Elke opgave heeft een bron, een doel en cijfers. Geeft een cijfer een signaal, dan volgt er een besluit met redenen. Ook niets doen is een besluit.',
        ],
      },
      {
        title: 'Voor wie?',
        text: [
          'Voor inwoners die willen weten hoe het in hun buurt gaat. Voor de raad, het college en ambtenaren. Voor scholen, bedrijven en andere gemeenten.',
          'Lezen kan zonder account. Er zijn geen advertenties en we volgen u niet.',
        ],
      },
      {
        title: 'Kan ik dit controleren?',
        text: [
          'Ja. Bij elk cijfer staat hoe het is berekend en welke meetpunten meetellen. De metingen zelf kunt u ophalen via open standaarden.',
          'De software is open source (EUPL-1.2). Andere gemeenten mogen haar gebruiken en verbeteren.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Privacy',
    lead: 'We verzamelen zo weinig mogelijk over u.',
    sections: [
      {
        title: 'Als u deze site bekijkt',
        text: [
          'U hebt geen account nodig. We plaatsen geen cookies om u te volgen en we laden niets van andere bedrijven.',
          'Alleen als u inlogt, zetten we één cookie. Daarmee weet de site dat u bent ingelogd. Hij verdwijnt als u uitlogt.',
        ],
      },
      {
        title: 'Metingen',
        text: [
          'Per dataset staat wie de gegevens mag zien en hoe precies we ze publiceren. Bij meetpunten in tuinen kan de plek zijn afgerond.',
          'Gegevens over personen delen we niet zonder toestemming. Groepen die te klein zijn, laten we weg.',
        ],
      },
      {
        title: 'Uw rechten',
        text: [
          'U mag zien welke gegevens we van u hebben, ze meenemen en ze wissen. Met een account doet u dat zelf, bij Mijn gegevens. U ziet daar ook wie ze gebruikte. Wilt u iets laten verbeteren? Neem dan contact op met uw gemeente.',
        ],
      },
    ],
  },
  accessibility: {
    title: 'Toegankelijkheid',
    lead: 'Iedereen moet deze site kunnen gebruiken.',
    sections: [
      {
        title: 'Wat we doen',
        text: [
          'We volgen de richtlijnen WCAG 2.2, niveau AA. Elke pagina werkt met alleen het toetsenbord en zonder JavaScript.',
          'Bij elke kaart hoort een lijst. Bij elke grafiek horen een zin en een tabel met dezelfde cijfers.',
          'We testen elke pagina automatisch. Dat vindt niet alles.',
        ],
      },
      {
        title: 'Werkt iets niet?',
        text: [
          'Laat het ons weten. Zeg op welke pagina het was en wat u wilde doen. U hoort binnen twee weken wat we ermee doen.',
        ],
      },
    ],
  },
  odrlProfile: {
    title: 'Woorden van afspraken',
    lead: 'Afspraken over gegevens zijn geschreven in deze woorden. Elk woord betekent in elke afspraak hetzelfde, ook voor de computer die de afspraak bewaakt.',
    columns: { word: 'Woord', meaning: 'Wat het betekent', name: 'Naam voor programma’s' },
    kinds: {
      LeftOperand: {
        title: 'Voorwaarden',
        text: 'Waar een afspraak iets over zegt: voor wie, waarvoor, waar, wanneer en hoe precies.',
      },
      Action: { title: 'Handelingen', text: 'Wat er met de gegevens mag, of moet.' },
      RightOperand: { title: 'Waarden', text: 'Waarden met een eigen naam.' },
    },
    forms: {
      title: 'Voor programma’s',
      text: 'De woorden vormen een profiel van ODRL 2.2, de open standaard van W3C voor afspraken over gegevens. Wat een afspraak met onbekende woorden zegt, wordt geweigerd. De namen beginnen zo:',
    },
  },
  consentTerms: {
    title: 'Woorden in een bewijs van toestemming',
    lead: 'Een bewijs van toestemming is geschreven in woorden van DPV, de open woordenlijst van W3C voor privacy. Voor deze woorden heeft DPV geen naam.',
    columns: { word: 'Woord', meaning: 'Wat het betekent', name: 'Naam voor programma’s' },
    forms: { title: 'Voor programma’s', text: 'De namen beginnen zo:' },
  },
  developers: {
    title: 'Voor ontwikkelaars',
    lead: 'Alles wat op deze site staat, kunt u ook zelf ophalen en gebruiken. Daarvoor hebt u geen account nodig.',
    files: {
      title: 'U zoekt een bestand',
      text: 'Bij elke dataset, elke indicator en elke meetreeks staat een download voor een rekenprogramma. Daar ziet u ook van wie de gegevens zijn en wat u ermee mag.',
      link: 'Bekijk de datasets',
    },
    interfaces: {
      title: 'U schrijft een programma',
      text: 'Deze adressen zijn voor programma’s. In een browser ziet u tekst in JSON.',
      measurements: {
        title: 'Metingen',
        text: 'Meetpunten, meetreeksen en metingen volgens de open standaard OGC SensorThings (versie 1.1). Wat bij elkaar hoort, vraagt u in één keer op.',
        link: 'Begin van de SensorThings-API',
      },
      everything: {
        title: 'Al het andere',
        text: 'Opgaven, gebieden, indicatoren, signalen, besluiten en datasets. De beschrijving volgt OpenAPI, zodat programma’s haar kunnen lezen.',
        link: 'Beschrijving van de API (OpenAPI)',
      },
      agreements: {
        title: 'Afspraken over gegevens',
        text: 'De woorden waarin afspraken geschreven zijn, als profiel van ODRL 2.2: als pagina, als Turtle en als JSON-LD.',
        link: 'Woorden van afspraken (ODRL)',
      },
    },
    examples: {
      title: 'Voorbeelden',
      text: 'Elk adres werkt ook in uw browser. Met “format=csv” krijgt u een tabel in plaats van JSON; bij SensorThings heet dat “$resultFormat=CSV”.',
      stations: 'Alle meetpunten met hun laatste waarden, als tabel',
      latest: 'De laatste meting van tien meetreeksen',
      hours: 'Een week van één meetreeks, per uur, als tabel',
      filter: 'De metingen van die reeks boven een waarde, de nieuwste eerst',
      figures: 'De cijfers van een indicator, als tabel',
      send: 'Een meting sturen. Maak eerst een sleutel in de werkplek, bij uw organisatie',
    },
    more: {
      title: 'Goed om te weten',
      text: [
        'Noem de bron als de licentie van de dataset daarom vraagt.',
        'Vraagt u heel veel tegelijk, dan krijgt u even geen antwoord. Haal liever één keer meer op dan vaak een beetje.',
        'Zelf metingen sturen kan met een toegangssleutel. Vraag die aan uw gemeente.',
      ],
    },
  },
}
