import type { FaultKind } from './limits.ts'

/** A decoder does not give what it should; what kind of fault, and the words of the script or of the limit. */
export class DecoderFault extends Error {
  readonly kind: FaultKind

  constructor(kind: FaultKind, message: string) {
    super(message)
    this.name = 'DecoderFault'
    this.kind = kind
  }
}
