import type { Map as LibreMap } from 'maplibre-gl'

/** Parts of the pixels across with which the map is drawn while it moves: all of them, or as few as it takes to keep up. */
const SHARES = [1, 0.75, 0.5] as const
/** Milliseconds between frames from which it does not keep up: 60 a second are 16.7 apart. */
const SLOW = 18
/** Frames by which it is judged, and those after a change that are not. */
const JUDGED = 12
const UNSETTLED = 2
/** A longer wait is something else: a tile that came in, or a page that was away. */
const INTERRUPTED = 100
/** The fewest help when frames take this part of the time at most that they took with all. */
const HELPS = 0.9
/** Milliseconds that the map stands still before all its pixels are drawn again. */
const REST = 200

/** How much is drawn of a map that moves. */
export type Pace = {
  readonly share: number
  /** Hears when a frame came, in milliseconds. */
  hear(at: number): void
  /** Hears that the map stands still. */
  rest(): void
}

/** Draws all at first, and fewer pixels when frames come too slowly; all for good when that does not help. */
export function createPace(): Pace {
  let level = 0
  let last: number | undefined
  let waits: number[] = []
  /** How long frames took with all pixels. */
  let atFirst = Number.NaN
  /** Whether it is known how much is best. */
  let isSettled = false

  function judge() {
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
    if (level === 0) atFirst = mean
    if (level === SHARES.length - 1) {
      if (mean > SLOW && mean > atFirst * HELPS) level = 0
      isSettled = true
    } else if (mean > SLOW) level += 1
  }

  return {
    get share() {
      return SHARES[level] ?? 1
    },
    hear(at) {
      const wait = at - (last ?? at)
      last = at
      if (isSettled || wait === 0 || wait > INTERRUPTED) return
      waits.push(wait)
      if (waits.length < UNSETTLED + JUDGED) return
      waits = waits.slice(UNSETTLED)
      judge()
      waits = []
    },
    rest() {
      last = undefined
      waits = []
    },
  }
}

/**
 * Lets a map keep up with the hand that moves it where a browser draws slowly, as without a graphics card: until it stands still it has fewer
 * pixels.
 */
export function keepPace(map: LibreMap): void {
  const pace = createPace()
  let share = 1
  /** True while the map is given other pixels, which it tells as a movement. */
  let isOurs = false
  let frame = 0
  let rest = 0

  function draw(next: number) {
    if (next === share) return
    share = next
    isOurs = true
    // Without a number it is what the screen has, also when that changes.
    map.setPixelRatio(next === 1 ? (undefined as never) : next * window.devicePixelRatio)
    isOurs = false
  }

  function follow(at: number) {
    if (!map.isMoving()) return
    pace.hear(at)
    draw(pace.share)
    frame = window.requestAnimationFrame(follow)
  }

  function stop() {
    window.cancelAnimationFrame(frame)
    window.clearTimeout(rest)
  }

  map.on('movestart', () => {
    if (isOurs) return
    stop()
    frame = window.requestAnimationFrame(follow)
  })
  map.on('moveend', () => {
    if (isOurs) return
    stop()
    pace.rest()
    rest = window.setTimeout(draw, REST, 1)
  })
  map.on('remove', stop)
}
