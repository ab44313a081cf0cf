import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [red: number, green: number, blue: number]

const WIDTH = 640
const HEIGHT = 360
const SKY: Colour = [214, 232, 242]
const WALL: readonly Colour[] = [
  [196, 128, 104],
  [222, 196, 164],
  [178, 110, 92],
]
const WINDOW: Colour = [240, 238, 228]
const STREET: Colour = [176, 174, 170]
const BED: Colour = [132, 160, 96]
const TRUNK: Colour = [110, 84, 62]
const LEAVES: Colour = [66, 128, 74]

/** A drawing of a street with young trees, as a PNG: the example has no photos, as nothing of it was ever built. */
export function drawGreenStreet(): Uint8Array {
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const row = Buffer.alloc(1 + WIDTH * 3)
    for (let x = 0; x < WIDTH; x++) row.set(colourAt(x, y), 1 + x * 3)
    return row
  })
  return writePng(WIDTH, HEIGHT, Buffer.concat(rows))
}

/** What is seen at a pixel, from front to back. */
function colourAt(x: number, y: number): Colour {
  // Ten trees in a row, each a little other than the next.
  const tree = Math.floor(x / 64)
  const middle = tree * 64 + 32
  const crown = 24 + ((tree * 7) % 9)
  const top = 196 - ((tree * 5) % 13)
  if ((x - middle) ** 2 + (y - top) ** 2 < crown ** 2) return LEAVES
  if (Math.abs(x - middle) < 4 && y > top && y < 284) return TRUNK
  if (y > 272 && y < 296) return BED
  if (y >= 264) return STREET
  const house = Math.floor(x / 96)
  const [inX, inY] = [x - house * 96, y]
  const isWindow = inX % 48 > 14 && inX % 48 < 36 && (inY - 84) % 60 > 12 && (inY - 84) % 60 < 44 && inY > 90
  if (y > 76 + ((house * 11) % 16)) return isWindow ? WINDOW : (WALL[house % WALL.length] ?? SKY)
  return SKY
}

/** W3C PNG specification: 8 bits per colour, rows that each begin with the number of their filter, here none. */
function writePng(width: number, height: number, rows: Buffer): Uint8Array {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body])
    return Buffer.concat([number(body.length), named, number(crc32(named))])
  }
  const header = Buffer.concat([number(width), number(height), Buffer.from([8, 2, 0, 0, 0])])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
