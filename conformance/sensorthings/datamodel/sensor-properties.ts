import { requirement } from '../requirement.ts'
import { checkProperties } from './model-checks.ts'

export default requirement(
  'datamodel/sensor/properties',
  'Each Sensor entity has the mandatory properties of its table.',
  (service) => checkProperties(service, 'Sensor'),
)
