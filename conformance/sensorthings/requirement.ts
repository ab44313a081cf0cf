import { REQUIREMENTS_1_1 } from '@samenspel/standards/sensorthings'
import type { Service } from './service.ts'

/** A requirement of OGC 18-088 and the check of a service against it, which throws when the service falls short. */
export type Requirement = {
  /** The requirement's URI. */
  uri: string
  /** What is checked, in one sentence. */
  what: string
  check(service: Service): Promise<void>
}

/** @param path the URI after `…/iot_sensing/1.1/req/` */
export function requirement(path: string, what: string, check: Requirement['check']): Requirement {
  return { uri: `${REQUIREMENTS_1_1}${path}`, what, check }
}
