export {
  AREA_LEVELS,
  type AreaCode,
  type AreaLevel,
  isMunicipalityCode,
  readAreaCode,
  toMunicipalityCode,
} from './codes.ts'
export {
  CBS_EDITIONS,
  CBS_MEASURE_KEYS,
  CBS_MEASURES,
  type CbsMeasure,
  type CbsMeasureKey,
  isCbsMeasureKey,
} from './measures.ts'
export {
  type Absence,
  type AreaFigures,
  type Cell,
  type Figure,
  findKeyFigureColumns,
  type KeyFigureColumns,
  type KeyFigureRow,
  readAreaNames,
  readKeyFigures,
} from './read-key-figures.ts'
export {
  addressesOfFigures,
  addressesOfShape,
  type ChosenMeasure,
  chooseMeasure,
  findKnownMeasures,
  readFigures,
  readPage,
  readShape,
  STATLINE_SERVICES,
  type StatLineFault,
  type StatLineFigure,
  type StatLineQuestion,
  type StatLineService,
  type TableMeasure,
  type TableShape,
} from './statline.ts'
