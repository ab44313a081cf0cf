/** The client of the Samenspel API: typed from the OpenAPI document that the server describes itself with. */
export type { components, paths } from './api.gen.ts'
export {
  type Client,
  type ClientOptions,
  type Connection,
  connect,
  dataOf,
  listAll,
  type Send,
} from './client.ts'
export { ApiError, type Mistake, type ProblemDetails } from './errors.ts'
