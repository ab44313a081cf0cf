import type { nlPages } from './nl-pages.ts'

/** Texts of the pages that explain the site, in English. */
export const enPages: typeof nlPages = {
  about: {
    title: 'About Samenspel',
    lead: 'Samenspel (interplay) shows how a municipality gets from a problem to a decision, and what that decision brings.',
    sections: [
      {
        title: 'Why this site?',
        text: [
          'Municipalities measure more and more: heat, air, water, crowds. But what happens with those measurements?',
          'On this site you can follow that. Each challenge has a source, a goal and figures. When a figure gives a signal, a decision with reasons follows. Doing nothing is a decision too.',
        ],
      },
      {
        title: 'For whom?',
        text: [
          'For residents who want to know how their neighbourhood is doing. For the council, the executive and officials. For schools, companies and other municipalities.',
          'You can read without an account. There are no advertisements and we do not track you.',
        ],
      },
      {
        title: 'Can I check this?',
        text: [
          'Yes. Each figure says how it was computed and which stations count. You can get the measurements themselves through open standards.',
          'The software is open source (EUPL-1.2). Other municipalities may use and improve it.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Privacy',
    lead: 'We collect as little about you as possible.',
    sections: [
      {
        title: 'When you read this site',
        text: [
          'You do not need an account. We set no cookies to track you and load nothing from other companies.',
          'Only when you sign in do we set one cookie. It tells the site that you are signed in. It goes when you sign out.',
        ],
      },
      {
        title: 'Measurements',
        text: [
          'Each dataset says who may see the data and how precisely we publish them. The place of stations in gardens may be rounded.',
          'We do not share data about people without consent. Groups that are too small are left out.',
        ],
      },
      {
        title: 'Your rights',
        text: [
          'You may see what we hold about you, take it along and erase it. With an account you do that yourself, under My data. There you also see who used it. Do you want something corrected? Contact your municipality.',
        ],
      },
    ],
  },
  accessibility: {
    title: 'Accessibility',
    lead: 'Everyone must be able to use this site.',
    sections: [
      {
        title: 'What we do',
        text: [
          'We follow the WCAG 2.2 guidelines, level AA. Every page works with the keyboard only and without JavaScript.',
          'Each map comes with a list. Each chart comes with a sentence and a table with the same figures.',
          'We test every page automatically. That does not find everything.',
        ],
      },
      {
        title: 'Something does not work?',
        text: [
          'Tell us on which page it was and what you wanted to do. Within two weeks we tell you what we do about it.',
        ],
      },
    ],
  },
  odrlProfile: {
    title: 'Words of agreements',
    lead: 'Agreements about data are written in these words. Each means the same in every agreement, also for the computer that sees to it that the agreement is kept.',
    columns: { word: 'Word', meaning: 'What it means', name: 'Name for programs' },
    kinds: {
      LeftOperand: {
        title: 'Conditions',
        text: 'What an agreement says something about: for whom, for what, where, when and how precisely.',
      },
      Action: { title: 'Actions', text: 'What may be done with the data, or must.' },
      RightOperand: { title: 'Values', text: 'Values with a name of their own.' },
    },
    forms: {
      title: 'For programs',
      text: 'The words are a profile of ODRL 2.2, the open standard of W3C for agreements about data. What an agreement says in unknown words is refused. The names begin like this:',
    },
  },
  consentTerms: {
    title: 'Words in a receipt of consent',
    lead: 'A receipt of consent is written in words of DPV, the open vocabulary of W3C for privacy. For these words DPV has no name.',
    columns: { word: 'Word', meaning: 'What it means', name: 'Name for programs' },
    forms: { title: 'For programs', text: 'The names begin like this:' },
  },
  developers: {
    title: 'For developers',
    lead: 'Everything on this site you can also fetch and use yourself. You do not need an account for it.',
    files: {
      title: 'You are looking for a file',
      text: 'Each dataset, each indicator and each series of measurements has a download for a spreadsheet. There you also see whose data they are and what you may do with them.',
      link: 'See the datasets',
    },
    interfaces: {
      title: 'You are writing a program',
      text: 'These addresses are for programs. In a browser you see text in JSON.',
      measurements: {
        title: 'Measurements',
        text: 'Stations, series and measurements by the open standard OGC SensorThings (version 1.1). What belongs together can be asked in one request.',
        link: 'Start of the SensorThings API',
      },
      everything: {
        title: 'Everything else',
        text: 'Challenges, areas, indicators, signals, decisions and datasets. The description follows OpenAPI, so that programs can read it.',
        link: 'Description of the API (OpenAPI)',
      },
      agreements: {
        title: 'Agreements about data',
        text: 'The words in which agreements are written, as a profile of ODRL 2.2: as a page, as Turtle and as JSON-LD.',
        link: 'Words of agreements (ODRL)',
      },
    },
    examples: {
      title: 'Examples',
      text: 'Each address works in your browser too. With “format=csv” you get a table instead of JSON; in SensorThings that is “$resultFormat=CSV”.',
      stations: 'All stations with their latest values, as a table',
      latest: 'The latest measurement of ten series',
      hours: 'A week of one series, per hour, as a table',
      filter: 'The measurements of that series above a value, the newest first',
      figures: 'The figures of an indicator, as a table',
      send: 'Send a measurement. First make a key in the workspace, at your organisation',
    },
    more: {
      title: 'Good to know',
      text: [
        'Name the source when the licence of the dataset asks for it.',
        'When you ask very much at once, you get no answer for a while. Rather fetch more at a time than a little very often.',
        'You can send measurements yourself with an access key. Ask your municipality for one.',
      ],
    },
  },
}
