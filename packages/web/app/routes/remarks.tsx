import { NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { RemarkList } from '../components/remarks/remarks-section.tsx'
import { Nothing, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import type { Messages } from '../messages/nl.ts'
import { pathsOf, startOf } from '../paths.ts'
import { listRemarks } from '../remarks/api.ts'
import { namePlace } from '../remarks/name-place.server.ts'
import { placeIn } from '../remarks/paths.ts'
import type { Route } from './+types/remarks.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { searchParams } = new URL(request.url)
  const place = placeIn(searchParams)
  const mine = searchParams.has('eigen')
  const isPlaced = Object.keys(place).length > 0
  const [page, name] = await Promise.all([
    listRemarks(fetchApi, { ...place, ...(mine && { mine }), ...startOf(request) }),
    isPlaced ? namePlace(fetchApi, place) : null,
  ])
  return { ...page, place, name, mine }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const messages = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, titleOf(messages, loaderData))
}

function titleOf(
  { my, remarks }: Pick<Messages, 'my' | 'remarks'>,
  about: { mine: boolean; name: string | null } | undefined,
) {
  if (about?.name) return remarks.about(about.name)
  return about?.mine ? my.remarksTitle : remarks.title
}

export default function Remarks({ loaderData }: Route.ComponentProps) {
  const { items, next, place, name } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks
  return (
    <Page title={titleOf(t, loaderData)} lead={words.lead}>
      <p>
        {name === null ? (
          <>
            {words.notChecked} <TextLink to={paths.houseRules()}>{words.rules.title}</TextLink>
          </>
        ) : (
          <TextLink to={paths.newRemark(place)}>{words.add}</TextLink>
        )}
      </p>
      {items.length === 0 ? <Nothing>{words.none}</Nothing> : null}
      <RemarkList items={items} withPlace />
      <NextPage next={next} />
    </Page>
  )
}
