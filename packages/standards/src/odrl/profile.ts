import type { Bilingual } from '../language/index.ts'
import { type Iri, ODRL, XSD } from './model.ts'
import type { ValueKind } from './vocabulary.ts'

/**
 * Samenspel's profile of ODRL, as the evaluator knows it. All that is known of its terms is in this file: the pages at `/ns/odrl` are made from
 * it. In documents it has the address of who publishes them, {@link profileAt}, so that whoever reads one can look its words up.
 */
export const PROFILE = 'urn:samenspel:odrl'
/** The profile at the address of an installation. */
export const profileAt = (publicUrl: string): Iri => `${publicUrl}/ns/odrl`
export const PROFILE_TERMS = `${PROFILE}#`
/** The only context of an agreement, with the profile at its address. It is compared as text and never fetched. */
export const contextOf = (profile: Iri): readonly Iri[] => [
  'http://www.w3.org/ns/odrl.jsonld',
  `${profile}.jsonld`,
]

const own = (name: string): Iri => `${PROFILE_TERMS}${name}`
const odrl = (name: string): Iri => `${ODRL}${name}`

export type OperatorName =
  | 'eq'
  | 'neq'
  | 'lt'
  | 'lteq'
  | 'gt'
  | 'gteq'
  | 'isA'
  | 'isAnyOf'
  | 'isNoneOf'
  | 'isPartOf'

interface Term {
  readonly iri: Iri
  readonly label: Bilingual
  readonly definition: Bilingual
}

/** In what a constraint with the left operand can stand. */
export type Holder = 'permission' | 'prohibition' | 'duty'

export interface LeftOperandTerm extends Term {
  readonly kind: ValueKind
  /** Of the right operand; null when that has an IRI. */
  readonly datatype: Iri | null
  readonly unit?: { readonly iri: Iri; readonly label: Bilingual }
  readonly operators: readonly OperatorName[]
  readonly role: 'decides' | 'shapes'
  readonly holders: readonly Holder[]
  /** The only values, as they are written; an IRI is one of {@link VALUES}. */
  readonly values?: readonly string[]
  /** The only numbers; of a duration in whole minutes. */
  readonly range?: { readonly minimum: number; readonly maximum: number }
}

/** A value with a name of its own. */
export const VALUES = {
  wholeArea: {
    iri: own('wholeArea'),
    label: { nl: 'alleen het gebied', en: 'only the area' },
    definition: {
      nl: 'Van een plaats is alleen te zien in welk gebied die ligt.',
      en: 'Of a place only the area that it lies in can be seen.',
    },
  },
} as const satisfies Record<string, Term>

export const LEFT_OPERANDS = {
  purpose: {
    iri: odrl('purpose'),
    label: { nl: 'doel', en: 'purpose' },
    definition: {
      nl: 'Waarvoor de gegevens worden gebruikt: een opgave, of een doel uit het Data Privacy Vocabulary (DPV).',
      en: 'What the data is used for: a challenge, or a purpose of the Data Privacy Vocabulary (DPV).',
    },
    kind: 'iri',
    datatype: null,
    operators: ['eq', 'isA', 'isAnyOf'],
    role: 'decides',
    holders: ['permission', 'prohibition'],
  },
  recipient: {
    iri: odrl('recipient'),
    label: { nl: 'ontvanger', en: 'recipient' },
    definition: {
      nl: 'Wie de gegevens krijgt: een partij, of een rol die een partij heeft.',
      en: 'Who gets the data: a party, or a role that a party has.',
    },
    kind: 'iri',
    datatype: null,
    operators: ['eq', 'neq', 'isAnyOf', 'isNoneOf'],
    role: 'decides',
    holders: ['permission', 'prohibition'],
  },
  dateTime: {
    iri: odrl('dateTime'),
    label: { nl: 'moment', en: 'moment' },
    definition: {
      nl: 'Het moment van het gebruik; bij een plicht het moment waarop die is gedaan.',
      en: 'The moment of use; of a duty the moment at which it is done.',
    },
    kind: 'instant',
    datatype: `${XSD}dateTime`,
    operators: ['lt', 'lteq', 'gt', 'gteq'],
    role: 'decides',
    holders: ['permission', 'prohibition', 'duty'],
  },
  retention: {
    iri: own('retention'),
    label: { nl: 'bewaartermijn', en: 'retention' },
    definition: {
      nl: 'Hoe lang de ontvanger de gegevens bewaart.',
      en: 'How long the recipient keeps the data.',
    },
    kind: 'duration',
    datatype: `${XSD}duration`,
    operators: ['lteq'],
    role: 'decides',
    holders: ['permission', 'duty'],
  },
  spatial: {
    iri: odrl('spatial'),
    label: { nl: 'gebied', en: 'area' },
    definition: {
      nl: 'Alleen gegevens van deze gebieden, of van wat daarin ligt.',
      en: 'Only data of these areas, or of what lies in them.',
    },
    kind: 'iri',
    datatype: null,
    operators: ['eq', 'isAnyOf', 'isPartOf'],
    role: 'shapes',
    holders: ['permission'],
  },
  fields: {
    iri: own('fields'),
    label: { nl: 'velden', en: 'fields' },
    definition: {
      nl: 'Alleen deze velden van de gegevens; de andere ontbreken. Van metingen: result (waarden), location (plek), details (beschrijvingen).',
      en: 'Only these fields of the data; the others are absent. Of measurements: result (values), location (place), details (descriptions).',
    },
    kind: 'text',
    datatype: `${XSD}string`,
    operators: ['eq', 'isAnyOf'],
    role: 'shapes',
    holders: ['permission'],
  },
  minimumGroupSize: {
    iri: own('minimumGroupSize'),
    label: { nl: 'kleinste groep', en: 'smallest group' },
    definition: {
      nl: 'Alleen cijfers over groepen van minstens zoveel; kleinere groepen ontbreken.',
      en: 'Only figures about groups of at least so many; smaller groups are absent.',
    },
    kind: 'number',
    datatype: `${XSD}integer`,
    operators: ['gteq'],
    role: 'shapes',
    holders: ['permission'],
    range: { minimum: 2, maximum: 1000 },
  },
  spatialResolution: {
    iri: own('spatialResolution'),
    label: { nl: 'nauwkeurigheid van de plaats', en: 'precision of the place' },
    definition: {
      nl: 'Plaatsen worden afgerond op vakken van het landelijke raster van zoveel meter, of op het gebied.',
      en: 'Places are rounded to cells of the national grid of so many metres, or to the area.',
    },
    kind: 'number',
    datatype: `${XSD}integer`,
    unit: { iri: 'http://qudt.org/vocab/unit/M', label: { nl: 'meter', en: 'metres' } },
    operators: ['gteq'],
    role: 'shapes',
    holders: ['permission'],
    values: ['100', '500', VALUES.wholeArea.iri],
  },
  temporalResolution: {
    iri: own('temporalResolution'),
    label: { nl: 'nauwkeurigheid van de tijd', en: 'precision of the time' },
    definition: {
      nl: 'Alleen cijfers per uur of per dag; losse metingen ontbreken.',
      en: 'Only figures per hour or per day; single measurements are absent.',
    },
    kind: 'duration',
    datatype: `${XSD}duration`,
    operators: ['gteq'],
    role: 'shapes',
    holders: ['permission'],
    values: ['PT1H', 'P1D'],
  },
  delay: {
    iri: odrl('delayPeriod'),
    label: { nl: 'vertraging', en: 'delay' },
    definition: {
      nl: 'Gegevens zijn pas te zien als ze minstens zo oud zijn.',
      en: 'Data can only be seen when it is at least so old.',
    },
    kind: 'duration',
    datatype: `${XSD}duration`,
    operators: ['gteq'],
    role: 'shapes',
    holders: ['permission'],
    range: { minimum: 1, maximum: 525_600 },
  },
} as const satisfies Record<string, LeftOperandTerm>

export type LeftOperandName = keyof typeof LEFT_OPERANDS

export interface ActionTerm extends Term {
  readonly includedIn: Iri | null
}

/** What a permission or prohibition is about. */
export const ACTIONS = {
  use: {
    iri: odrl('use'),
    label: { nl: 'gebruiken', en: 'use' },
    definition: { nl: 'Alles wat hieronder staat.', en: 'All that is listed below.' },
    includedIn: null,
  },
  read: {
    iri: odrl('read'),
    label: { nl: 'lezen', en: 'read' },
    definition: { nl: 'De gegevens bekijken of ophalen.', en: 'Look at the data or fetch it.' },
    includedIn: odrl('use'),
  },
  aggregate: {
    iri: odrl('aggregate'),
    label: { nl: 'tot cijfers samenvoegen', en: 'combine into figures' },
    definition: { nl: 'Er cijfers over groepen van maken.', en: 'Make figures about groups of it.' },
    includedIn: odrl('use'),
  },
  derive: {
    iri: odrl('derive'),
    label: { nl: 'nieuwe gegevens maken met', en: 'make new data with' },
    definition: { nl: 'Er andere gegevens van afleiden.', en: 'Derive other data from it.' },
    includedIn: odrl('use'),
  },
  distribute: {
    iri: odrl('distribute'),
    label: { nl: 'doorgeven', en: 'pass on' },
    definition: { nl: 'De gegevens aan anderen geven.', en: 'Give the data to others.' },
    includedIn: odrl('use'),
  },
} as const satisfies Record<string, ActionTerm>

/** What a duty is about, and what its refinement can say. */
export const DUTY_ACTIONS = {
  attribute: {
    iri: odrl('attribute'),
    label: { nl: 'de bron noemen', en: 'name the source' },
    definition: { nl: 'Zeggen van wie de gegevens zijn.', en: 'Say whose data it is.' },
    includedIn: odrl('use'),
    refinedBy: [],
  },
  reportBack: {
    iri: own('reportBack'),
    label: { nl: 'terugmelden', en: 'report back' },
    definition: {
      nl: 'Vóór een datum vertellen wat er met de gegevens is gedaan.',
      en: 'Tell before a date what was done with the data.',
    },
    includedIn: odrl('inform'),
    refinedBy: ['dateTime'],
  },
  delete: {
    iri: odrl('delete'),
    label: { nl: 'verwijderen', en: 'delete' },
    definition: {
      nl: 'De gegevens wissen, na een termijn of vóór een datum.',
      en: 'Erase the data, after a term or before a date.',
    },
    includedIn: odrl('use'),
    refinedBy: ['retention', 'dateTime'],
  },
} as const satisfies Record<string, ActionTerm & { refinedBy: readonly LeftOperandName[] }>

export type ActionName = keyof typeof ACTIONS
export type DutyActionName = keyof typeof DUTY_ACTIONS

/** The name of the term with this IRI in a list of terms. @throws RangeError when it is not in it */
export function nameOf<Name extends string>(terms: Readonly<Record<Name, { iri: Iri }>>, iri: Iri): Name {
  for (const name of Object.keys(terms) as Name[]) {
    if (terms[name].iri === iri) return name
  }
  throw new RangeError(`${iri} is not in the profile`)
}
