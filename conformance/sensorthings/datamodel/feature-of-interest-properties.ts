import { requirement } from '../requirement.ts'
import { checkProperties } from './model-checks.ts'

export default requirement(
  'datamodel/feature-of-interest/properties',
  'Each FeatureOfInterest entity has the mandatory properties of its table.',
  (service) => checkProperties(service, 'FeatureOfInterest'),
)
