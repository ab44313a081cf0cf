import { requirement } from '../requirement.ts'
import { checkRelations } from './model-checks.ts'

export default requirement(
  'datamodel/observation/relations',
  'Each Observation entity has the relations of its table.',
  (service) => checkRelations(service, 'Observation'),
)
