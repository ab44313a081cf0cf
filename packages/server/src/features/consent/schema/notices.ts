import { PLACE_PRECISIONS, TIME_PRECISIONS } from '@samenspel/standards/odrl'
import { Type } from 'typebox'
import { ReadRevision, Revision } from '../../../platform/http/revision.ts'
import {
  Explanation,
  Id,
  Moment,
  OneOf,
  Page,
  PageQuery,
  type Static,
} from '../../../platform/http/schemas.ts'
import { PART_NAMES, type Part, STATES } from '../lists.ts'

const closed = { additionalProperties: false }

const NoticeText = Type.Object(
  { nl: Type.String({ maxLength: 5000 }), en: Type.String({ maxLength: 5000 }) },
  { ...closed, description: 'Short, active sentences: Dutch at level B1' },
)

const Days = Type.Unsafe<number | null>({
  type: ['integer', 'null'],
  minimum: 1,
  maximum: 36_500,
  description: 'Days; null when without end',
})

export const Purpose = Type.String({
  minLength: 1,
  maxLength: 500,
  description: 'Address of the purpose: a term of DPV, or a challenge (…/api/v1/challenges/{id})',
})

/** What a resident can say yes to at most; each can be made coarser or shorter by the resident. */
export const Offer = Type.Object(
  {
    place: OneOf(PLACE_PRECISIONS, 'The most precise place that is asked'),
    time: OneOf(TIME_PRECISIONS, 'The most precise time that is asked'),
    inGroups: Type.Boolean({ description: 'Whether is asked to count in figures about groups' }),
    longestDays: {
      ...Days,
      description: 'Days after which a consent ends, with all of the last; null when without end',
    },
    keptDays: Days,
    recipientIds: Type.Array(Id, {
      maxItems: 50,
      uniqueItems: true,
      description: 'Organisations that get the data',
    }),
  },
  { ...closed, title: 'ConsentOffer' },
)
export type Offer = Static<typeof Offer>

const texts = Object.fromEntries(PART_NAMES.map((part) => [part, NoticeText])) as Record<
  Part,
  typeof NoticeText
>

/** The text of a notice: what is written, and frozen when it is published. */
export const Content = Type.Object(
  {
    title: NoticeText,
    ...texts,
    contact: Type.String({ maxLength: 300, description: 'E-mail or web address for questions' }),
    offer: Offer,
    asksAgain: Type.Boolean({
      description:
        'Whether who said yes to an earlier version must choose again. Only false when nothing but words changed',
    }),
  },
  closed,
)
export type Content = Static<typeof Content>

export const NewNotice = Type.Object(
  {
    datasetId: Id,
    purpose: Purpose,
    ...Type.Partial(Content).properties,
    title: NoticeText,
  },
  { ...closed, description: 'A new draft' },
)
export type NewNotice = Static<typeof NewNotice>

export const NoticeChange = Type.Partial(
  Type.Object({ ...Content.properties, revision: ReadRevision }, closed),
  { ...closed, minProperties: 1 },
)
export type NoticeChange = Static<typeof NoticeChange>

export const Publication = Type.Object(
  {
    revision: Type.Optional(ReadRevision),
    check: Type.Optional(Type.Boolean({ description: 'Only say what is missing: nothing is published' })),
  },
  closed,
)
export type Publication = Static<typeof Publication>

export const NewVersion = Type.Object({ reason: Explanation(2000, 'Why the notice must change') }, closed)

const HistoryLine = Type.Object({
  version: Type.Integer(),
  state: OneOf(STATES),
  publishedAt: Type.Union([Moment, Type.Null()]),
  reason: Type.String({ description: 'Why this version was made; empty for the first' }),
})

const identity = {
  id: Id,
  datasetId: Id,
  ownerId: Id,
  ownerName: Type.String({ description: 'The controller' }),
  purpose: Type.String(),
  version: Type.Integer(),
  state: OneOf(STATES),
  publishedAt: Type.Union([Moment, Type.Null()]),
  updatedAt: Moment,
}

export const Notice = Type.Object(
  {
    ...identity,
    ...Content.properties,
    revision: Revision,
    history: Type.Array(HistoryLine),
  },
  { title: 'ConsentNotice' },
)
export type Notice = Static<typeof Notice>

export const NoticeSummary = Type.Object(
  { ...identity, title: NoticeText },
  { title: 'ConsentNoticeSummary' },
)
export type NoticeSummary = Static<typeof NoticeSummary>

export const NoticePage = Page(NoticeSummary)

export const NoticeQuery = Type.Object(
  {
    ...PageQuery,
    datasetId: Type.Optional(Id),
    purpose: Type.Optional(Purpose),
  },
  closed,
)
