import { CholeskyDecomposition, Matrix, solve } from 'ml-matrix'

/** Points by their inner products, which are asked for one column at a time. */
export interface Points {
  /** The squared length of each. */
  lengths: Float64Array
  /** The inner products of one with all. */
  column(place: number): Float64Array
}

/** Weights that are none or positive and add up to one. */
export interface Nearest {
  weights: Float64Array
  /** How far the conditions of Karush, Kuhn and Tucker are from being met, relative to the largest squared length: rounding, when all is well. */
  optimality: number
}

/** Relative to the largest squared length of a point. */
const TOLERANCE = 1e-12
const ZERO = 1e-14

interface Member {
  place: number
  weight: number
  products: Float64Array
}

/**
 * The mean of given points, with weights from the simplex, that lies nearest to the origin: the quadratic programme of synthetic control, when the points are the
 * donors less the treated area. By the finite method of Wolfe (Finding the nearest point in a polytope, Mathematical Programming 11, 1976): it keeps a set of
 * affinely independent points, adds the one that lies furthest towards the origin, and drops those that would get a negative weight.
 */
export function findNearest({ lengths, column }: Points): Nearest {
  const scale = Math.max(...lengths, Number.MIN_VALUE)
  const add = (place: number, weight: number): Member => ({ place, weight, products: column(place) })
  let set = [add(lengths.indexOf(Math.min(...lengths)), 1)]
  let seen = look(set)
  // Each set occurs once at most; the limit is for rounding only.
  for (let round = 0; round < 50 + 20 * lengths.length; round += 1) {
    const { place, gap } = seen
    if (gap <= TOLERANCE * scale || set.some((member) => member.place === place)) break
    set = move([...set, add(place, 0)], scale)
    seen = look(set)
  }
  const weights = new Float64Array(lengths.length)
  for (const { place, weight } of set) weights[place] = weight
  return { weights, optimality: Math.max(seen.gap, 0) / scale }
}

/** The point that reaches furthest towards the origin from the mean, and how much further than the mean itself. */
function look(set: readonly Member[]) {
  const along = new Float64Array(set[0]?.products.length ?? 0)
  for (const { weight, products } of set)
    for (let at = 0; at < along.length; at += 1) along[at] = (along[at] ?? 0) + weight * (products[at] ?? 0)
  let [lowest, place] = [Number.POSITIVE_INFINITY, 0]
  along.forEach((value, at) => {
    if (value < lowest) [lowest, place] = [value, at]
  })
  const squared = set.reduce((sum, member) => sum + member.weight * (along[member.place] ?? 0), 0)
  return { place, gap: squared - lowest }
}

/** Moves to the nearest point of the plane through the set, or as far as the weights stay positive; then without the points that stopped it. */
function move(set: Member[], scale: number): Member[] {
  let members = set
  for (;;) {
    const target = findOnPlane(members, scale)
    if (target.every((weight) => weight > ZERO))
      return members.map((member, index) => ({ ...member, weight: target[index] ?? 0 }))
    const reach = members.map(({ weight }, index) => {
      const aim = target[index] ?? 0
      return aim > ZERO ? Number.POSITIVE_INFINITY : weight / Math.max(weight - aim, Number.MIN_VALUE)
    })
    const step = Math.min(1, ...reach)
    const moved = members.map((member, index) => ({
      ...member,
      weight: member.weight + step * ((target[index] ?? 0) - member.weight),
    }))
    const kept = moved.filter(({ weight }, index) => weight > ZERO && (reach[index] ?? 0) > step)
    const sum = kept.reduce((total, { weight }) => total + weight, 0)
    members = kept.map((member) => ({ ...member, weight: member.weight / sum }))
  }
}

/** Weights that add up to one, of any sign: (11ᵀ + PᵀP) u = 1, made to add up. */
function findOnPlane(set: readonly Member[], scale: number): number[] {
  const system = new Matrix(set.length, set.length)
  set.forEach(({ products }, row) => {
    set.forEach(({ place }, column) => {
      system.set(row, column, (products[place] ?? 0) / scale + 1)
    })
  })
  const ones = Matrix.ones(set.length, 1)
  const cholesky = new CholeskyDecomposition(system)
  const found = cholesky.isPositiveDefinite() ? cholesky.solve(ones) : solve(system, ones, true)
  const weights = found.getColumn(0)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
