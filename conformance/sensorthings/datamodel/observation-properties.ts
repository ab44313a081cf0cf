import { requirement } from '../requirement.ts'
import { checkProperties } from './model-checks.ts'

export default requirement(
  'datamodel/observation/properties',
  'Each Observation entity has the mandatory properties of its table.',
  (service) => checkProperties(service, 'Observation'),
)
