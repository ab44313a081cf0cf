export { clipRing } from './clip.ts'
export {
  encodeTile,
  type TileFeature,
  type TileGeometry,
  type TileLayer,
  type TilePoint,
  type TileProperties,
} from './encode.ts'
export { boundsOf, DEEPEST_ZOOM, degreesOf, EXTENT, isTile, placeInTile, type Tile } from './tile.ts'
