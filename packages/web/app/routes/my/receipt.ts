import { getSite } from '../../context.ts'
import { getReceipt } from '../../my/api.ts'
import type { Route } from './+types/receipt.ts'

/** A receipt as a file to keep. */
export async function loader({ params: { id, number }, context }: Route.LoaderArgs) {
  const receipt = await getReceipt(getSite(context).fetchApi, id, number)
  return new Response(JSON.stringify(receipt, null, 2), {
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'content-disposition': `attachment; filename="toestemming-${number.replaceAll(/\D/g, '')}.jsonld"`,
      'cache-control': 'no-store',
    },
  })
}
