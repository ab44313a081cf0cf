export { writeCanonical } from './canonical.ts'
export { describeMistake, describePlace } from './describe-mistake.ts'
export { moveNamespace } from './move-namespace.ts'
export {
  fail,
  isObject,
  type Mistake,
  openObject,
  type Read,
  readIri,
  readList,
  readName,
  type Spot,
} from './read-spot.ts'
