import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from '@samenspel/client'

type Thing = { '@iot.id': number; name: string; Locations: unknown[] }

/**
 * Gives the reference stations their place: their file with measurements has none, another file does. Stations that have a
 * place keep it.
 * @returns how many got a place; undefined when the folder has no file with places
 */
export async function placeReferences({ request }: Connection, folder: string): Promise<number | undefined> {
  const places = await readPlaces(join(folder, 'sensors', 'luchtmeetnet', 'locations-smog.csv'))
  if (!places) return undefined
  const query = new URLSearchParams({
    $filter: `startswith(name,'NL')`,
    $expand: 'Locations',
    $top: '200',
  })
  const { value: things } = (await (await request(`/sta/v1.1/Things?${query}`)).json()) as { value: Thing[] }
  let placed = 0
  for (const { '@iot.id': id, name, Locations: locations } of things) {
    const position = places.get(name)
    if (!position || locations.length > 0) continue
    await request(`/sta/v1.1/Things(${id})/Locations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        name,
        description: `Plaats van meetstation ${name}`,
        encodingType: 'application/geo+json',
        location: { type: 'Point', coordinates: position },
      }),
    })
    placed += 1
  }
  return placed
}

/** Longitude and latitude by station, from lines of `station,latitude,longitude`. */
async function readPlaces(path: string): Promise<Map<string, [number, number]> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const lines = text.split(/\r?\n/).map((line) => line.split(','))
  return new Map(
    lines.flatMap(([station = '', latitude, longitude]): [string, [number, number]][] => {
      const position: [number, number] = [Number(longitude), Number(latitude)]
      return position.every((value) => Number.isFinite(value) && value !== 0) ? [[station, position]] : []
    }),
  )
}
