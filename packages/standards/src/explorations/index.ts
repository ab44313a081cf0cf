export { meanInterval } from './interval.ts'
export {
  coverageOf,
  fillSteps,
  known,
  type Measured,
  type Point,
} from './points.ts'
export {
  CHART_RULES,
  CHARTS,
  type ChartKind,
  PLACES,
  type Place,
  type Question,
  type QuestionMistake,
  type QuestionText,
  readQuestion,
  STEPS,
  type Step,
  SUBJECTS,
  type Subject,
  textOfQuery,
  writePlace,
  writeQuestion,
  writeSubject,
} from './question.ts'
export {
  type Cell,
  COLUMNS,
  correlation,
  extentOf,
  type Placed,
  type PlaceMean,
  shapeAnswer,
} from './shapes.ts'
export { listSteps, type Stretch, shiftDay, stretchOf, toLocal } from './steps.ts'
