import { requirement } from '../requirement.ts'
import { checkProperties } from './model-checks.ts'

export default requirement(
  'datamodel/datastream/properties',
  'Each Datastream entity has the mandatory properties of its table.',
  (service) => checkProperties(service, 'Datastream'),
)
