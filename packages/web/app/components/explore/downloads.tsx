import { CHART_SIZES } from '../../charts/sizes.ts'
import { useLanguage } from '../../language.ts'
import { useScripts } from '../../my/use-scripts.ts'
import { pathsOf } from '../../paths.ts'
import { TextLink } from '../text.tsx'

/** The figures and the chart in forms that others can use, and the address of the question. */
export function ExploreDownloads({ query, hasChart }: { query: string; hasChart: boolean }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.explore.downloads
  const picture = paths.exploreChartAlone(query)
  return (
    <ul className="sp-list">
      <li>
        <TextLink to={`/api/v1/explorations?${query}&format=csv`}>{words.csv}</TextLink>
      </li>
      {hasChart ? (
        <>
          <li>
            <a className="nl-link" href={picture} download="verken.svg">
              {words.svg}
            </a>
          </li>
          <PngDownload picture={picture} />
          <li>
            <a className="nl-link" href={paths.exploreSpec(query)} download="verken.vl.json">
              {words.spec}
            </a>
          </li>
        </>
      ) : null}
      <li>
        <TextLink to={`/api/v1/explorations?${query}`}>{words.json}</TextLink>
      </li>
      <li>
        <TextLink to={paths.explore(query)}>{words.link}</TextLink>
      </li>
    </ul>
  )
}

/** How many dots of the picture one of the drawing is: sharp on paper too. */
const SHARPNESS = 2

/** The picture as PNG, drawn by the browser; who has no JavaScript has the SVG. */
function PngDownload({ picture }: { picture: string }) {
  const { t } = useLanguage()
  if (!useScripts()) return null
  return (
    <li>
      <button type="button" className="sp-link-button nl-link" onClick={() => void savePng(picture)}>
        {t.explore.downloads.png}
      </button>
    </li>
  )
}

async function savePng(picture: string): Promise<void> {
  const image = new Image()
  image.src = picture
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = (image.naturalWidth || CHART_SIZES.breed.width) * SHARPNESS
  canvas.height = (image.naturalHeight || CHART_SIZES.breed.height) * SHARPNESS
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = 'verken.png'
  link.click()
  URL.revokeObjectURL(link.href)
}
