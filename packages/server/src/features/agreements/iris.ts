import type { Iri } from '@samenspel/standards/odrl'
import type { Role } from '../../platform/actor.ts'

/** The IRIs by which agreements name what they are about: addresses below that of the platform. */
export type Iris = {
  organisation(id: string): Iri
  /** A role that someone has in the organisation that asks. */
  role(role: Role): Iri
  dataset(id: string): Iri
  /** The part of a dataset that is about one observed property, by its name; it lies in the dataset. */
  property(datasetId: string, name: string): Iri
  challenge(id: string): Iri
  area(code: string): Iri
  version(agreementId: string, version: number): Iri
  rule(agreementId: string, version: number, ruleId: string): Iri
}

/** Makes the IRIs of the platform at this address. */
export function irisAt(publicUrl: string): Iris {
  const at = (path: string) => `${publicUrl}/api/v1/${path}`
  const dataset = (id: string) => at(`datasets/${id}`)
  const version = (agreementId: string, number: number) => at(`agreements/${agreementId}/versions/${number}`)
  return {
    organisation: (id) => at(`organisations/${id}`),
    role: (role) => `${publicUrl}/api/v1/me#${role}`,
    dataset,
    property: (datasetId, name) => `${dataset(datasetId)}#${encodeURIComponent(name)}`,
    challenge: (id) => at(`challenges/${id}`),
    area: (code) => at(`areas/${encodeURIComponent(code)}`),
    version,
    rule: (agreementId, number, ruleId) => `${version(agreementId, number)}#${ruleId}`,
  }
}
