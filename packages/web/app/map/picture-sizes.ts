/** Sizes in which the picture of the map is drawn, by the name they have in its address: the letters stay readable in each. */
export const PICTURE_SIZES = {
  breed: { width: 1120, height: 560 },
  midden: { width: 680, height: 500 },
  smal: { width: 330, height: 400 },
} as const

export type PictureSize = keyof typeof PICTURE_SIZES
