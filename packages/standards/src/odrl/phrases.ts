import type { Bilingual } from '../language/index.ts'
import type { ActionName, DutyActionName, LEFT_OPERANDS, LeftOperandName } from './profile.ts'

/** A phrase with a gap: `{}` is filled with the values, the data or the moment. */
type Phrase = Bilingual

type Operators<Name extends LeftOperandName> = (typeof LEFT_OPERANDS)[Name]['operators'][number]

const MOMENTS = {
  lt: { nl: 'vóór {}', en: 'before {}' },
  lteq: { nl: 'tot en met {}', en: 'up to and including {}' },
  gt: { nl: 'na {}', en: 'after {}' },
  gteq: { nl: 'vanaf {}', en: 'from {}' },
} as const

/** A condition, as it follows “Dit mag alleen …” and “This is only allowed …”. Every operator that the profile allows has one. */
export const CONDITIONS = {
  purpose: {
    eq: { nl: 'voor het doel {}', en: 'for the purpose {}' },
    isA: {
      nl: 'voor het doel {} of een doel dat daaronder valt',
      en: 'for the purpose {} or one that falls under it',
    },
    isAnyOf: { nl: 'voor het doel {}', en: 'for the purpose {}' },
  },
  recipient: {
    eq: { nl: 'als de ontvanger {} is', en: 'when the recipient is {}' },
    neq: { nl: 'als de ontvanger iemand anders is dan {}', en: 'when the recipient is someone else than {}' },
    isAnyOf: { nl: 'als de ontvanger {} is', en: 'when the recipient is {}' },
    isNoneOf: {
      nl: 'als de ontvanger iemand anders is dan {}',
      en: 'when the recipient is someone else than {}',
    },
  },
  dateTime: MOMENTS,
  retention: {
    lteq: {
      nl: 'als de ontvanger de gegevens hooguit {} bewaart',
      en: 'when the recipient keeps the data for {} at most',
    },
  },
  spatial: {
    eq: { nl: 'met gegevens van {}', en: 'with data of {}' },
    isAnyOf: { nl: 'met gegevens van {}', en: 'with data of {}' },
    isPartOf: { nl: 'met gegevens van {} en wat daarin ligt', en: 'with data of {} and what lies in it' },
  },
  fields: {
    eq: { nl: 'met het veld {}', en: 'with the field {}' },
    isAnyOf: { nl: 'met de velden {}', en: 'with the fields {}' },
  },
  minimumGroupSize: {
    gteq: { nl: 'met cijfers over groepen van minstens {}', en: 'with figures about groups of at least {}' },
  },
  spatialResolution: {
    gteq: { nl: 'met plaatsen die zijn afgerond op {}', en: 'with places rounded to {}' },
  },
  temporalResolution: { gteq: { nl: 'met cijfers per {}', en: 'with figures per {}' } },
  delay: {
    gteq: { nl: 'met gegevens die minstens {} oud zijn', en: 'with data that is at least {} old' },
  },
} as const satisfies { [Name in LeftOperandName]: Record<Operators<Name>, Phrase> }

/** When a duty must be done; a term is counted from the end of the agreement. */
export const DUTY_MOMENTS = {
  dateTime: MOMENTS,
  retention: {
    lteq: { nl: 'binnen {} na het einde van de afspraak', en: 'within {} after the end of the agreement' },
  },
} as const

/** What is done with the data `{}`: as it follows “mag”, and “may”. */
export const DEEDS = {
  use: { may: { nl: '{} gebruiken', en: 'use {}' }, mayNot: { nl: '{} niet gebruiken', en: 'use {}' } },
  read: { may: { nl: '{} lezen', en: 'read {}' }, mayNot: { nl: '{} niet lezen', en: 'read {}' } },
  aggregate: {
    may: { nl: '{} samenvoegen tot cijfers', en: 'combine {} into figures' },
    mayNot: { nl: '{} niet samenvoegen tot cijfers', en: 'combine {} into figures' },
  },
  derive: {
    may: { nl: 'met {} nieuwe gegevens maken', en: 'make new data with {}' },
    mayNot: { nl: 'met {} geen nieuwe gegevens maken', en: 'make new data with {}' },
  },
  distribute: {
    may: { nl: '{} doorgeven aan anderen', en: 'pass {} on to others' },
    mayNot: { nl: '{} niet doorgeven aan anderen', en: 'pass {} on to others' },
  },
} as const satisfies Record<ActionName, { may: Phrase; mayNot: Phrase }>

/** A duty, as it follows “moet” and “must”; the gap is when, and is left out when nothing is said about that. */
export const DUTIES = {
  attribute: { nl: '{} de bron noemen', en: 'name the source {}' },
  reportBack: {
    nl: '{} terugmelden wat er met de gegevens is gedaan',
    en: 'report back {} what was done with the data',
  },
  delete: { nl: 'de gegevens {} verwijderen', en: 'delete the data {}' },
} as const satisfies Record<DutyActionName, Phrase>

export const SENTENCES = {
  offer: {
    nl: 'Dit is een voorstel. Het geldt pas als iedereen het heeft aanvaard.',
    en: 'This is a proposal. It does not hold until everyone has accepted it.',
  },
  from: { nl: 'Deze afspraak geldt vanaf {}.', en: 'This agreement holds from {}.' },
  through: { nl: 'Deze afspraak geldt tot {}.', en: 'This agreement holds until {}.' },
  closed: { nl: 'Wat hier niet staat, mag niet.', en: 'What is not listed here is not allowed.' },
  givesOne: { nl: '{} geeft daarvoor toestemming.', en: '{} gives permission for this.' },
  giveMany: { nl: '{} geven daarvoor toestemming.', en: '{} give permission for this.' },
  forbidsOne: { nl: '{} verbiedt dat.', en: '{} forbids this.' },
  forbidMany: { nl: '{} verbieden dat.', en: '{} forbid this.' },
  only: { nl: 'Dit mag alleen {}.', en: 'This is only allowed {}.' },
  applies: { nl: 'Dit verbod geldt alleen {}.', en: 'This prohibition only applies {}.' },
  doer: { nl: 'Wie dit doet,', en: 'Whoever does this' },
  mayOne: { nl: 'mag', en: 'may' },
  mayMany: { nl: 'mogen', en: 'may' },
  mayNotOne: { nl: 'mag', en: 'may not' },
  mayNotMany: { nl: 'mogen', en: 'may not' },
  mustOne: { nl: 'moet', en: 'must' },
  mustMany: { nl: 'moeten', en: 'must' },
  concerning: { nl: '{} (voor {})', en: '{} (for {})' },
  anyOfParties: { nl: 'iedereen van {}', en: 'everyone in {}' },
  anyOfAssets: { nl: 'alles uit {}', en: 'everything in {}' },
  choice: { nl: 'als precies één hiervan geldt: {}', en: 'when exactly one of these holds: {}' },
  afterwards: { nl: ' en daarna ', en: ' and after that ' },
  and: { nl: ' en ', en: ' and ' },
  or: { nl: ' of ', en: ' or ' },
} as const satisfies Record<string, Phrase>

/** Names of fields, as they follow “with the field”; another name is shown as it is. */
export const FIELD_PHRASES: Readonly<Record<string, Phrase>> = {
  result: { nl: 'meetwaarden', en: 'measured values' },
  location: { nl: 'plek', en: 'place' },
  details: { nl: 'beschrijvingen', en: 'descriptions' },
}

export const VALUE_PHRASES = {
  cells: { nl: 'vakken van {} meter', en: 'cells of {} metres' },
  wholeArea: { nl: 'hun gebied', en: 'their area' },
  hour: { nl: 'uur', en: 'hour' },
  day: { nl: 'dag', en: 'day' },
} as const satisfies Record<string, Phrase>
