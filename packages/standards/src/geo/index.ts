export {
  type Bounds,
  CRS_BOUNDS,
  CRS_CODES,
  type CrsCode,
  DUTCH_TERRITORY,
  isCrsCode,
  isWithin,
  isWithinAny,
  NETHERLANDS,
  readCrsName,
  reprojectPoint,
} from './crs.ts'
export {
  type AreaGeometry,
  type Geometry,
  listPolygons,
  type MultiPolygonGeometry,
  type PointGeometry,
  type PolygonGeometry,
  type Ring,
  reproject,
} from './geometry.ts'
export { drawGridCell, findGridCell, GRID_SIZES, type GridCell, type GridSize, snapToGrid } from './grid.ts'
export { drawHexagon, findHexagon, HEXAGON_WIDTHS, type Hexagon, type HexagonWidth } from './hexagon.ts'
export { containsPoint, findCentroid, findLabelPoint, measureArea, measureDistance } from './measure.ts'
export { type Point2D, toRd, toWgs84 } from './rd.ts'
export {
  type GeoJsonOptions,
  type ReadFeature,
  type ReadGeoJson,
  readGeoJson,
} from './read-geojson.ts'
export type { GeoFault } from './validate-geometry.ts'
