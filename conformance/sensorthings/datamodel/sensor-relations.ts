import { requirement } from '../requirement.ts'
import { checkRelations } from './model-checks.ts'

export default requirement(
  'datamodel/sensor/relations',
  'Each Sensor entity has the relations of its table.',
  (service) => checkRelations(service, 'Sensor'),
)
