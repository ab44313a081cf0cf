import { NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { RemarkList } from '../components/remarks/remarks-section.tsx'
import { Nothing, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf, startOf } from '../paths.ts'
import { listRemarks } from '../remarks/api.ts'
import { namePlace } from '../remarks/name-place.server.ts'
import { placeIn } from '../remarks/paths.ts'
import type { Route } from './+types/remarks.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const place = placeIn(new URL(request.url).searchParams)
  const isPlaced = Object.keys(place).length > 0
  const [page, name] = await Promise.all([
    listRemarks(fetchApi, { ...place, ...startOf(request) }),
    isPlaced ? namePlace(fetchApi, place) : null,
  ])
  return { ...page, place, name }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const words = messagesOf(languageOf(location.pathname)).remarks
  return titleMeta(location.pathname, loaderData?.name ? words.about(loaderData.name) : words.title)
}

export default function Remarks({ loaderData: { items, next, place, name } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks
  return (
    <Page title={name === null ? words.title : words.about(name)} lead={words.lead}>
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
