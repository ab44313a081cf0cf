import type { Site } from './site.ts'

/** A square around the middle of each neighbourhood, of about a kilometre. */
const square = (longitude: number, latitude: number, times = 1) => {
  const [x, y] = [0.007 * times, 0.0045 * times]
  return [
    [longitude - x, latitude - y],
    [longitude + x, latitude - y],
    [longitude + x, latitude + y],
    [longitude - x, latitude + y],
    [longitude - x, latitude - y],
  ]
}

const feature = (code: string, name: string, ring: number[][]) => ({
  type: 'Feature',
  properties: { code, name },
  geometry: { type: 'Polygon', coordinates: [ring] },
})

const text = (nl: string, en: string) => ({ nl, en })

/** What the example notice says, but for the dataset and the purpose. */
export const NOTICE = {
  title: text('Uw meter op de kaart', 'Your sensor on the map'),
  what: text('Wat uw meter meet, en waar hij staat.', 'What your sensor measures, and where it is.'),
  why: text(
    'Iedereen kan dan zien hoe schoon de lucht in de buurt is.',
    'Everybody can then see how clean the air in the neighbourhood is.',
  ),
  controller: text('De gemeente Waterrijk.', 'The municipality of Waterrijk.'),
  precision: text('Zo precies als u zelf kiest.', 'As precisely as you choose.'),
  retention: text('Zolang u meedoet.', 'As long as you take part.'),
  recipients: text('Iedereen die de kaart bekijkt.', 'Everybody who looks at the map.'),
  consequences: text('Met nee ziet alleen u uw metingen.', 'With no, only you see your measurements.'),
  withdrawal: text('Op deze bladzijde, met één knop.', 'On this page, with one button.'),
  frozen: text('Cijfers over groepen blijven staan.', 'Figures about groups stay.'),
  contact: 'privacy@waterrijk.example',
  offer: { place: '100m', time: 'hour', inGroups: true, longestDays: 365, keptDays: null, recipientIds: [] },
  asksAgain: true,
}

/** Two neighbourhoods, and a municipality that invites residents to host a sensor. @returns the dataset and the notice */
export async function invite(site: Site): Promise<{ datasetId: string; noticeId: string }> {
  const import_ = (level: string, more: string, features: object[]) =>
    site.ask(
      'POST',
      `/api/v1/area-imports?level=${level}&crs=EPSG:4326&codeProperty=code&nameProperty=name${more}`,
      { type: 'FeatureCollection', features },
    )
  await import_('municipality', '', [feature('GM9901', 'Waterrijk', square(5.107, 52.09, 2))])
  await import_('neighbourhood', '&parentCode=GM9901', [
    feature('BU99010101', 'Oude Haven', square(5.1, 52.09)),
    feature('BU99010102', 'Meerzicht', square(5.114, 52.09)),
  ])
  const { id: datasetId } = await site.ask('POST', '/api/v1/datasets', {
    title: 'Meters van bewoners',
    licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
    access: 'personal',
    theme: 'environment',
    contact: 'data@waterrijk.example',
    precision: { minimumGroup: 5 },
  })
  const purpose = 'https://w3id.org/dpv#DataAltruism'
  const { id: noticeId } = await site.ask('POST', '/api/v1/consent-notices', {
    datasetId,
    purpose,
    ...NOTICE,
  })
  await site.ask('POST', `/api/v1/consent-notices/${noticeId}/publication`)
  return { datasetId: String(datasetId), noticeId: String(noticeId) }
}
