import { type Static, Type } from 'typebox'
import { Form, Id, Line, Moment, OneOf, Page, PageQuery } from '../../platform/http/schemas.ts'
import { RefusedRowsUrl } from '../../platform/refused-rows.ts'
import { STATISTIC_LAYOUTS } from './read-statistics.ts'
import { AREA_LEVELS, REFUSAL_REASONS, type RefusalReason } from './rules.ts'

const strict = { additionalProperties: false } as const

export const Level = OneOf(AREA_LEVELS, 'Level of the area')

export const Code = Form(
  '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$',
  {
    nl: 'Geef de code van een gemeente, wijk of buurt, zoals GM0193, WK019310 of BU01931000.',
    en: 'Give the code of a municipality, district or neighbourhood, such as GM0193, WK019310 or BU01931000.',
  },
  { description: 'Code of an area, such as BU01931000' },
)

const NullableCode = Type.Union([Type.String(), Type.Null()])

const Position = Type.Array(Type.Number(), {
  minItems: 2,
  maxItems: 2,
  description: 'Longitude and latitude in degrees (WGS84)',
})

const areaFields = {
  code: Type.String(),
  level: Level,
  name: Type.String(),
  parentCode: NullableCode,
  municipalityCode: NullableCode,
  labelPoint: Position,
}

export const AreaItem = Type.Object(areaFields, { title: 'AreaItem' })
export type AreaItem = Static<typeof AreaItem>

export const AreaPage = Page(AreaItem)

const measureFields = {
  measure: Type.String(),
  title: Type.String(),
  unit: Type.String({ description: '`1` is a plain number' }),
}

export const MeasureList = Type.Object({
  items: Type.Array(Type.Object(measureFields, { title: 'AreaMeasure' })),
})

export const Statistic = Type.Object(
  {
    ...measureFields,
    year: Type.Integer(),
    value: Type.Union([Type.Number(), Type.Null()]),
    source: Type.String({ description: 'Edition of the publication it comes from, such as 84799NED' }),
    reason: Type.Optional(
      OneOf(['suppressed', 'empty'], 'Why there is no value: kept secret by the publisher, or not given'),
    ),
  },
  { title: 'AreaStatistic' },
)

export const Area = Type.Object(
  {
    ...areaFields,
    geometry: Type.Unknown({ description: 'GeoJSON MultiPolygon in WGS84' }),
    statistics: Type.Array(Statistic),
    children: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), level: Level })),
  },
  { title: 'Area' },
)
export type Area = Static<typeof Area>

export const AreaQuery = Type.Object(
  {
    ...PageQuery,
    level: Type.Optional(Level),
    parent: Type.Optional(Code),
    code: Type.Optional(Type.Array(Code, { maxItems: 200, description: 'Only the areas with these codes' })),
    at: Type.Optional(
      Type.String({
        maxLength: 60,
        description: 'Areas that hold this point: longitude,latitude in degrees',
      }),
    ),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  strict,
)
export type AreaQuery = Static<typeof AreaQuery>

export const ShapeQuery = Type.Object({ level: Type.Optional(Level), parent: Type.Optional(Code) }, strict)

export const ShapeCollection = Type.Object(
  { type: Type.Literal('FeatureCollection'), features: Type.Array(Type.Unknown()) },
  { description: 'GeoJSON, simplified for maps; each feature has the area code as id' },
)

export const ShapeImportQuery = Type.Object(
  {
    level: Level,
    crs: Type.Optional(
      OneOf(
        ['auto', 'EPSG:4326', 'EPSG:28992'],
        'Reference system; auto takes the one that the file declares, else EPSG:4326',
      ),
    ),
    codeProperty: Line,
    nameProperty: Line,
    parentProperty: Type.Optional(Line),
    parentCode: Type.Optional(Code),
  },
  strict,
)

export const StatisticImportQuery = Type.Object(
  {
    year: Type.Integer({ minimum: 1900, maximum: 2100 }),
    edition: Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'The publication the figures come from, such as 84799NED',
    }),
    layout: Type.Optional(
      OneOf(STATISTIC_LAYOUTS, 'cbs: key figures of CBS (default); long: area,measure,title,unit,value'),
    ),
    delimiter: Type.Optional(OneOf([',', ';', 'tab'], 'Default ,')),
  },
  strict,
)

const BothLanguages = Type.Object({ nl: Type.String(), en: Type.String() })

export const ImportReport = Type.Object(
  {
    id: Id,
    kind: OneOf(['shapes', 'statistics']),
    madeAt: Moment,
    rows: Type.Integer({ description: 'Features or rows in the file' }),
    created: Type.Integer({ description: 'Areas or figures that are new' }),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    crs: Type.Optional(Type.String({ description: 'Reference system of the file' })),
    withoutValue: Type.Optional(Type.Integer({ description: 'Figures that are suppressed or empty' })),
    absentMeasures: Type.Optional(
      Type.Array(Type.String(), { description: 'Known measures that the file does not hold' }),
    ),
    refused: Type.Array(
      Type.Object({
        reason: OneOf(Object.keys(REFUSAL_REASONS) as RefusalReason[]),
        title: BothLanguages,
        count: Type.Integer(),
        examples: Type.Array(
          Type.Object({
            position: Type.Integer({ description: 'Number of the feature, or of the line; both from 1' }),
            code: NullableCode,
            message: BothLanguages,
          }),
        ),
      }),
    ),
    refusedRowsUrl: RefusedRowsUrl,
  },
  { title: 'AreaImportReport' },
)
export type ImportReport = Static<typeof ImportReport>
