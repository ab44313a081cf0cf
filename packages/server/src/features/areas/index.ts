/** The door of areas: municipalities, districts and neighbourhoods, and their figures. */
export { AREA_LEVELS, type AreaLevel } from './rules.ts'
export { createAreasSlice } from './slice.ts'
export { type AreaName, areaCodesAt, findArea, listAreasByCodes } from './store/areas.ts'
