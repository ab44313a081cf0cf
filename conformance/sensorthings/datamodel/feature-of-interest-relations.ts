import { requirement } from '../requirement.ts'
import { checkRelations } from './model-checks.ts'

export default requirement(
  'datamodel/feature-of-interest/relations',
  'Each FeatureOfInterest entity has the relations of its table.',
  (service) => checkRelations(service, 'FeatureOfInterest'),
)
