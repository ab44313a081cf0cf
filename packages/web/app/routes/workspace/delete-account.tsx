import { redirect } from 'react-router'
import { languageOfRequest } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { Route } from './+types/delete-account.ts'

/** Where an account was deleted before; links in messages that were sent then lead on. */
export function loader({ request }: Route.LoaderArgs) {
  throw redirect(pathsOf(languageOfRequest(request)).deleteAccount() + new URL(request.url).search)
}
