import { CHART_SIZES } from '../../charts/sizes.ts'
import { useLanguage } from '../../language.ts'
import { useScripts } from '../../my/use-scripts.ts'
import { pathsOf } from '../../paths.ts'
import { TextLink } from '../text.tsx'
import { CopyLine } from '../workspace/copy-line.tsx'

/** The figures and the chart in forms that others can use, and the address of the question. */
export function ExploreDownloads({
  query,
  chart,
  publicUrl,
}: {
  query: string
  /** What is shown of what and where; null when there is no chart. */
  chart: { title: string } | null
  publicUrl: string
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.explore.downloads
  const picture = paths.exploreChartAlone(query)
  return (
    <ul className="sp-list">
      <li>
        <TextLink to={`/api/v1/explorations?${query}&format=csv`}>{words.csv}</TextLink>
      </li>
      {chart ? (
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
      {chart ? (
        <li>
          <CopyLine
            id="elders"
            label={words.embed}
            value={writeEmbed(`${publicUrl}${picture}`, `${publicUrl}${paths.explore(query)}`, chart.title)}
          />
          <p className="sp-small sp-quiet">{words.embedHint}</p>
        </li>
      ) : null}
    </ul>
  )
}

/**
 * The picture as HTML for a page elsewhere, with a link to the question. Its alternative text has no figures: those of whoever copies it may be
 * more than everybody sees, and the picture is drawn anew.
 */
function writeEmbed(picture: string, page: string, title: string): string {
  const write = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<a href="${write(page)}"><img src="${write(picture)}" alt="${write(title)}" loading="lazy" style="max-width:100%;height:auto"></a>`
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
