import { DISCLOSURES, ENTRY_KINDS, REDACTION_GROUNDS } from '@samenspel/standards/transparency'
import { type Static, Type } from 'typebox'
import { Explanation, Form, Id, Moment, OneOf, Page } from '../../platform/http/schemas.ts'

const Hash = Type.String({ description: '32 bytes in base 64' })

export const Kind = OneOf(ENTRY_KINDS, 'What it is of; `keys` are the keys of the ledger itself')

/** By what one asks for an entry. */
export const EntryParams = Type.Object({
  kind: Kind,
  id: Id,
  version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
})

/** An entry of the ledger. */
export const LedgerEntry = Type.Object(
  {
    index: Type.Union([Type.Integer(), Type.Null()], {
      description: 'Its place in the log, from 0; null for the second that it waits for one',
    }),
    kind: Kind,
    id: Id,
    version: Type.Integer({ minimum: 1 }),
    enteredAt: Moment,
    title: Type.Union([Type.String(), Type.Null()], {
      description: 'Title of what was published, when it is shown',
    }),
    what: Type.Union([Type.String(), Type.Null()], {
      description:
        'Of what became of something: what that was, such as `begun`, `reviewed` or `withdrawn`; null when it is not shown',
    }),
    redaction: Type.Union(
      [
        Type.Object({
          id: Id,
          of: Type.Object({ kind: Kind, id: Id, version: Type.Integer({ minimum: 1 }) }),
          ground: OneOf(REDACTION_GROUNDS),
          reason: Type.String(),
          passages: Type.Integer({ description: 'How many passages are blacked out in the text' }),
          characters: Type.Union([Type.Integer(), Type.Null()], {
            description: 'How many characters were taken out; null when the entry does not say',
          }),
          percentage: Type.Union([Type.Integer(), Type.Null()], {
            description: 'That as a part of all of the text, codes and dates left out, rounded upwards',
          }),
          by: Type.Union([Type.Object({ organisationId: Id, role: Type.String() }), Type.Null()], {
            description: 'In which function at which organisation; null when the entry does not say',
          }),
          enteredAt: Moment,
        }),
        Type.Null(),
      ],
      {
        description:
          'That passages of it were blacked out: of the entry that has what is left, and of the one that was erased for it',
      },
    ),
    state: OneOf(
      DISCLOSURES,
      'Whether its text is shown, hidden because it is not public (any more), erased, replaced by that of a later entry because passages were blacked out, or no longer there though nobody erased it',
    ),
    commitment: Type.String({ description: 'Salted hash of the text: 32 bytes in base 64' }),
  },
  { title: 'LedgerEntry' },
)
export type LedgerEntry = Static<typeof LedgerEntry>

export const LedgerEntryPage = Page(LedgerEntry)

/** An entry with all that it takes to check it. */
export const LedgerProof = Type.Object(
  {
    ...LedgerEntry.properties,
    payload: Type.Union([Type.String(), Type.Null()], {
      description: 'Canonical JSON (RFC 8785) of what was published; null unless it is shown',
    }),
    salt: Type.Union([Hash, Type.Null()], {
      description: '32 bytes in base 64; SHA-256 over these bytes and the payload is the commitment',
    }),
    leafHash: Type.String({ description: 'Hash of the entry in the tree: 32 bytes in base 64' }),
    proof: Type.Union(
      [
        Type.Object({
          hashes: Type.Array(Hash, { description: 'Inclusion proof (RFC 6962, 2.1.1)' }),
          checkpoint: Type.String({ description: 'Signed checkpoint (C2SP tlog-checkpoint) that it is for' }),
        }),
        Type.Null(),
      ],
      { description: 'Null while the entry waits for its place' },
    ),
    keys: Type.Array(Type.String(), {
      description: 'Keys of the log (vkey of C2SP signed-note), oldest first',
    }),
  },
  { title: 'LedgerProof' },
)

const Named = Type.Object({ kind: Kind, id: Id, version: Type.Integer() })

const Passage = Form(
  '[^\\s\\d\\p{P}]',
  {
    nl: 'Dit is geen persoonsgegeven. Geef een naam, een adres of iets anders waaraan iemand te herkennen is.',
    en: 'This is no personal data. Give a name, an address or something else by which somebody can be recognised.',
  },
  { minLength: 2, maxLength: 200 },
)

/** Passages to black out of what was published. */
export const NewRedaction = Type.Object(
  {
    passages: Type.Array(Passage, {
      minItems: 1,
      maxItems: 50,
      description:
        'As they stand in the text; each is taken out everywhere, but not as a part of a longer word. Of a single word capitals count. What names nobody, such as a figure or a vote, is refused',
    }),
    ground: OneOf(
      REDACTION_GROUNDS,
      'Article 17 or 21 of the GDPR, or article 5.1, second paragraph, e of the Woo',
    ),
    reason: Explanation(1000, 'Public, for good'),
    check: Type.Optional(
      Type.Boolean({
        description: 'Only look what would be blacked out, and where else it stands',
        default: false,
      }),
    ),
  },
  { title: 'NewRedaction', additionalProperties: false },
)
export type NewRedaction = Static<typeof NewRedaction>

export const RedactionReport = Type.Object(
  {
    replaced: Type.Array(
      Type.Object({
        ...Named.properties,
        by: Type.String({ description: 'Id of the entry with what is left' }),
        passages: Type.Integer(),
        characters: Type.Integer({ description: 'How many characters are taken out, now and before' }),
        of: Type.Integer({ description: 'How many characters the text had, without codes and dates' }),
      }),
      {
        description:
          'Entries that are erased, because another one has what is left; also of what had a hash of a text with a passage',
      },
    ),
    rows: Type.Integer({
      description: 'Rows of the database that were changed: versions, drafts, lessons, messages that wait',
    }),
    withdrawal: Type.Union([Type.String(), Type.Null()], {
      description:
        'Id of the entry of kind `withdrawal` that tells of passages that stood in no entry, such as in a lesson; null when there were none',
    }),
    alike: Type.Array(Type.Object({ text: Type.String(), times: Type.Integer() }), {
      description:
        'What stays in the text and looks like a passage: with other capitals, or in a longer word',
    }),
    lost: Type.Array(Named, {
      description:
        'Entries of which nothing is published any more, while the register has their text: they are left as they are, with the passages in them. Who verifies finds them too',
    }),
    elsewhere: Type.Array(Named, {
      description: 'Other entries in which a passage stands too, at most 100; blacked out each by itself',
    }),
  },
  { title: 'RedactionReport' },
)
export type RedactionReport = Static<typeof RedactionReport>

export const ConsistencyQuery = Type.Object({
  from: Type.Integer({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Size of the earlier checkpoint',
  }),
  to: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Size of the later one; default that of the newest',
    }),
  ),
})

export const LedgerConsistency = Type.Object(
  {
    from: Type.Integer(),
    to: Type.Integer(),
    hashes: Type.Array(Hash, { description: 'Consistency proof (RFC 6962, 2.1.2)' }),
    checkpoint: Type.String({ description: 'Signed checkpoint of the newest size' }),
  },
  { title: 'LedgerConsistency' },
)

const KeyText = Type.String({ description: 'Verifier key (vkey) of C2SP signed-note' })

/** The keys of the ledger, and who witnesses it. */
export const LedgerKeys = Type.Object(
  {
    origin: Type.String({ description: 'Name of the log in its checkpoints' }),
    size: Type.Integer({ minimum: 0, description: 'Entries in the log' }),
    keys: Type.Array(
      Type.Object({
        key: KeyText,
        from: Type.Union([Type.Integer(), Type.Null()], {
          description: 'Size of the log from which it signs; null while it waits to be entered',
        }),
        since: Moment,
      }),
      { description: 'Oldest first; a key signs until the next one does' },
    ),
    witnesses: Type.Array(
      Type.Object({
        key: KeyText,
        name: Type.String(),
        size: Type.Integer({ description: 'Size of the log that it last cosigned; 0: none' }),
        cosignedAt: Type.Union([Moment, Type.Null()]),
        problem: Type.Union([Type.Object({ nl: Type.String(), en: Type.String() }), Type.Null()]),
      }),
      { description: 'Who cosigns the checkpoints of this log' },
    ),
    witnessKey: Type.Union([KeyText, Type.Null()], {
      description: 'Key with which this installation cosigns other logs; null when it does not',
    }),
    witnessed: Type.Array(
      Type.Object({
        origin: Type.String(),
        size: Type.Integer(),
        cosignedAt: Type.Union([Moment, Type.Null()]),
      }),
      { description: 'Logs that this installation cosigns' },
    ),
  },
  { title: 'LedgerKeys' },
)

/** The hash of an origin, in an address. */
export const OriginHash = Form(
  '^[0-9a-f]{64}$',
  {
    nl: 'Geef de SHA-256 van de naam van het register, in 64 kleine hexadecimale cijfers.',
    en: 'Give the SHA-256 of the origin of the log, in 64 lower-case hexadecimal digits.',
  },
  { description: 'SHA-256 of the origin, in hexadecimal' },
)
