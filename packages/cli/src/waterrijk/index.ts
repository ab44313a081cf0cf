export { type Content, createContent } from './content/index.ts'
export { FAULTS, type Fault } from './faults.ts'
export {
  DISTRICTS,
  LOW_NEIGHBOURHOODS,
  MUNICIPALITY,
  NEIGHBOURHOODS,
  type Neighbourhood,
} from './neighbourhoods.ts'
export { type Area, drawAreas, drawRiver } from './shapes.ts'
export { type Chunk, createSimulation, type Datastream, type Simulation } from './simulation.ts'
export {
  GARDEN_PROPERTIES,
  placeStations,
  STREET_PROPERTIES,
  type Station,
  type StationProperty,
} from './stations.ts'
export { type AreaStatistic, listStatistics, MEASURES, type MeasureKey } from './statistics.ts'
