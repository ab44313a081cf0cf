/** The door of areas: municipalities, districts and neighbourhoods, and their figures. */
export { findNamedAreas, findUnknownArea, findUnknownAreas } from './known.ts'
export { Code as AreaCode } from './schema.ts'
export { createAreasSlice } from './slice.ts'
export { areaCodesAt, findArea, listAreasByCodes } from './store/areas.ts'
export { relatedAreas } from './store/related.ts'
export { areasInTile, type DrawnShape, geometryOf } from './tiles/shapes.ts'
