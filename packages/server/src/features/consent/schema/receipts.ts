import { CONSENT_STATUS_NAMES } from '@samenspel/standards/consent'
import { Type } from 'typebox'
import { Moment, OneOf } from '../../../platform/http/schemas.ts'

/** JSON-LD whose form the standard gives: read by `readReceipt`, which names every mistake. */
export const Receipt = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  title: 'ConsentReceipt',
  additionalProperties: true,
  description:
    'Consent receipt in the shape of ISO/IEC TS 27560 with DPV 2.3, as JSON-LD; signed with a Data Integrity proof (eddsa-jcs-2022)',
})

export const ReceiptCheck = Type.Object(
  {
    genuine: Type.Boolean({ description: 'We signed it, and nothing in it was changed since' }),
    mistakes: Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }), {
      description: 'Why it is not genuine, in the language of Accept-Language',
    }),
    stands: Type.Union([Type.Boolean(), Type.Null()], {
      description:
        'Whether the consent in the receipt is still in force as it says. Only told to the person whose receipt it is; else null',
    }),
    status: Type.Union([OneOf(CONSENT_STATUS_NAMES), Type.Null()], {
      description: 'The state of that consent now; told to the same person',
    }),
  },
  { title: 'ConsentReceiptCheck' },
)

export const ReceiptKeys = Type.Object(
  {
    '@context': Type.Literal('https://www.w3.org/ns/cid/v1'),
    id: Type.String(),
    verificationMethod: Type.Array(
      Type.Object({
        id: Type.String(),
        type: Type.Literal('Multikey'),
        controller: Type.String(),
        publicKeyMultibase: Type.String(),
        created: Moment,
      }),
    ),
    assertionMethod: Type.Array(Type.String()),
  },
  { title: 'ConsentReceiptKeys', description: 'Controlled identifier document of W3C' },
)
