import type { Bilingual } from '../../platform/errors.ts'

/** One question of the ethics and privacy check. */
export type EthicsQuestion = { id: string; text: Bilingual; basis: Bilingual }

/**
 * The ethics and privacy check: a closed list, made from the values of the TADA manifesto (2017), the VNG principles for the
 * digital society (2019, 2022) and the Code Goed Openbaar Bestuur (2009). A question is never given another meaning under the
 * same `id`: answers in registered plans refer to it.
 */
export const ETHICS_QUESTIONS = [
  {
    id: 'inclusive',
    text: {
      nl: 'Werkt de maatregel voor iedereen in het gebied, ook voor mensen die minder makkelijk meedoen?',
      en: 'Does the intervention work for everyone in the area, also for people who join in less easily?',
    },
    basis: { nl: 'Inclusief (TADA)', en: 'Inclusive (TADA)' },
  },
  {
    id: 'burden',
    text: {
      nl: 'Is nagegaan wie er last van heeft, en of die last eerlijk is verdeeld?',
      en: 'Was it checked who is burdened, and whether that burden is shared fairly?',
    },
    basis: { nl: 'Maatschappelijke waarde (VNG)', en: 'Value for society (VNG)' },
  },
  {
    id: 'say',
    text: {
      nl: 'Konden bewoners en ondernemers meedenken voordat de keuze vaststond?',
      en: 'Could residents and businesses have their say before the choice was made?',
    },
    basis: {
      nl: 'Participatie (Code Goed Openbaar Bestuur)',
      en: 'Participation (Code of Good Public Governance)',
    },
  },
  {
    id: 'minimal-data',
    text: {
      nl: 'Wordt het effect gemeten zonder gegevens over personen, of met zo weinig als kan?',
      en: 'Is the effect measured without data about people, or with as little as possible?',
    },
    basis: { nl: 'Rechten over data geregeld (VNG)', en: 'Rights over data arranged (VNG)' },
  },
  {
    id: 'lawful',
    text: {
      nl: 'Is vastgelegd op welke grond en met welke afspraak de gegevens worden gebruikt?',
      en: 'Is it laid down on which ground and under which agreement the data is used?',
    },
    basis: { nl: 'Juridische basis (VNG)', en: 'Legal basis (VNG)' },
  },
  {
    id: 'human',
    text: {
      nl: 'Beslist een mens over doorgaan, opschalen of stoppen, en niet alleen een cijfer?',
      en: 'Does a human being decide on going on, scaling or stopping, and not a figure alone?',
    },
    basis: { nl: 'Menselijke maat (TADA)', en: 'Tailored to the people (TADA)' },
  },
  {
    id: 'reversible',
    text: {
      nl: 'Kan de maatregel worden teruggedraaid als hij schade doet?',
      en: 'Can the intervention be undone when it does harm?',
    },
    basis: {
      nl: 'Lerend vermogen (Code Goed Openbaar Bestuur)',
      en: 'Learning (Code of Good Public Governance)',
    },
  },
  {
    id: 'open',
    text: {
      nl: 'Is voor iedereen te zien wat er wordt gedaan, waarom, met welke data en met welke uitkomst?',
      en: 'Can everyone see what is done, why, with which data and with which outcome?',
    },
    basis: { nl: 'Open en transparant (TADA)', en: 'Open and transparent (TADA)' },
  },
  {
    id: 'comparison',
    text: {
      nl: 'Is het aanvaardbaar voor de gebieden waarmee wordt vergeleken dat daar nu niets gebeurt?',
      en: 'Is it acceptable for the areas that are compared with that nothing happens there now?',
    },
    basis: { nl: 'Procedurele rechtvaardigheid (CODIO)', en: 'Procedural justice (CODIO)' },
  },
] as const satisfies readonly EthicsQuestion[]

export const ETHICS_IDS = ETHICS_QUESTIONS.map(({ id }) => id)
