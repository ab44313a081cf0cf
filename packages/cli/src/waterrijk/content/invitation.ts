/** The invitation to residents to host a sensor: a dataset for what they measure, and the notice on which they say yes or no. */
export const INVITATION = {
  dataset: {
    title: 'Meters van bewoners',
    description:
      'Wat bewoners zelf meten, op hun balkon of in hun tuin. Wat anderen zien, bepaalt de bewoner.',
  },
  /** Consent for this puts a sensor on the public map. */
  purpose: 'https://w3id.org/dpv#DataAltruism',
  notice: {
    title: { nl: 'Uw meter op de kaart', en: 'Your sensor on the map' },
    what: {
      nl: 'Het gaat om wat uw meter meet, en om de plek waar hij staat. Uw naam en e-mailadres horen daar niet bij.',
      en: 'It is about what your sensor measures, and where it is. Your name and e-mail address are not part of it.',
    },
    why: {
      nl: 'Met uw meting ziet iedereen hoe warm het is en hoe schoon de lucht is. Daar maken wij en bewoners plannen mee.',
      en: 'With your measurements everybody sees how warm it is and how clean the air is. We and residents make plans with that.',
    },
    controller: {
      nl: 'De gemeente Waterrijk is verantwoordelijk voor uw gegevens.',
      en: 'The municipality of Waterrijk is responsible for your data.',
    },
    precision: {
      nl: 'U kiest zelf hoe precies. Nooit preciezer dan een punt per vak van 100 meter, en een gemiddelde per uur.',
      en: 'You choose how precisely. Never more precisely than a point for a square of 100 metres, and an average per hour.',
    },
    retention: {
      nl: 'Wij bewaren uw metingen zolang u meedoet. Stopt u? Dan kunt u alles laten verwijderen.',
      en: 'We keep your measurements as long as you take part. If you stop, you can have everything deleted.',
    },
    recipients: {
      nl: 'Iedereen die de kaart of de cijfers bekijkt.',
      en: 'Everybody who looks at the map or the figures.',
    },
    consequences: {
      nl: 'Met ja staat uw meter op de kaart. Met nee ziet alleen u wat hij meet. Nee heeft verder geen gevolgen.',
      en: 'With yes your sensor is on the map. With no, only you see what it measures. No has no other consequences.',
    },
    withdrawal: {
      nl: 'U trekt uw toestemming in met één knop, bij Mijn toestemmingen. Dat geldt meteen.',
      en: 'You withdraw your consent with one button, at My consents. That holds at once.',
    },
    frozen: {
      nl: 'Anderen kunnen hebben bewaard wat zij eerder zagen. Dat kunnen wij niet terughalen.',
      en: 'Others may have kept what they saw before. We cannot get that back.',
    },
    contact: 'privacy@waterrijk.example',
    offer: {
      place: '100m',
      time: 'hour',
      inGroups: true,
      longestDays: 365,
      keptDays: null,
      recipientIds: [],
    },
  },
} as const
