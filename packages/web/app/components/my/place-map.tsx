import type { AreaShape } from '../../api.ts'
import { placeApart } from '../../map/room.ts'
import { FRAME, pixelsOf, project, type View } from '../../my/projection.ts'

/** What is on the small map: borders, the place itself, and what others see of it. */
export type OnMap = {
  shapes: { code: string; name: string; labelPoint: readonly number[]; geometry: AreaShape }[]
  own: readonly number[] | undefined
  /** The point that others see, with the width of its square in metres; or the area of which they know no more. */
  seen: { point: readonly number[]; metres: number } | { areaCode: string } | undefined
}

/** A small map as a drawing: nothing has to be fetched for it, so it is there without JavaScript too. */
export function PlaceMap({ view, shapes, own, seen }: { view: View } & OnMap) {
  const area = seen && 'areaCode' in seen ? seen.areaCode : undefined
  return (
    <>
      <rect width={FRAME.width} height={FRAME.height} className="sp-place-ground" />
      {shapes.map(({ code, geometry }) => (
        <path
          key={code}
          d={outline(view, geometry)}
          className={code === area ? 'sp-place-area sp-place-area-seen' : 'sp-place-area'}
        />
      ))}
      <Names view={view} shapes={shapes} first={area} />
      {seen && 'point' in seen ? <Square view={view} {...seen} /> : null}
      {own ? <Dot at={project(view, own)} /> : null}
    </>
  )
}

/** The largest size in which names are written, on a narrow screen, and how wide a character is of it. */
const NAME = { height: 28, character: 15 }
const WHOLE = { left: 0, top: 0, right: FRAME.width, bottom: FRAME.height }

/** The names that have room: where two would be written over each other, the first one stays. */
function Names({ view, shapes, first }: { view: View; shapes: OnMap['shapes']; first: string | undefined }) {
  const named = shapes
    .toSorted((one, other) => Number(other.code === first) - Number(one.code === first))
    .map(({ code, name, labelPoint }) => ({ code, name, at: project(view, labelPoint) }))
  const boxes = named.map(({ name, at: [x, y] }) => {
    const half = (name.length * NAME.character) / 2
    return { left: x - half, right: x + half, top: y - NAME.height, bottom: y + NAME.height / 4 }
  })
  const moves = placeApart(boxes, WHOLE, [], STAY)
  return named.map(({ code, name, at: [x, y] }, index) =>
    moves[index] ? (
      <text key={code} x={x} y={y} className="sp-place-name">
        {name}
      </text>
    ) : null,
  )
}

const STAY = [[0, 0]] as const

function Square({ view, point, metres }: { view: View; point: readonly number[]; metres: number }) {
  const [x, y] = project(view, point)
  const side = Math.max(pixelsOf(view, metres), 10)
  return (
    <>
      <rect x={x - side / 2} y={y - side / 2} width={side} height={side} className="sp-place-square" />
      <circle cx={x} cy={y} r={6} className="sp-place-seen" />
    </>
  )
}

function Dot({ at: [x, y] }: { at: [number, number] }) {
  return (
    <>
      <circle cx={x} cy={y} r={11} className="sp-place-own" />
      <circle cx={x} cy={y} r={2.5} className="sp-place-own-middle" />
    </>
  )
}

function outline(view: View, { type, coordinates }: AreaShape): string {
  const rings = type === 'Polygon' ? coordinates : coordinates.flat()
  return rings
    .map((ring) => {
      const points = ring.map((place) =>
        project(view, place)
          .map((value) => value.toFixed(1))
          .join(' '),
      )
      return `M${points.join('L')}Z`
    })
    .join('')
}
