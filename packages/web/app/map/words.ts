/** Letters as a picture: letters drawn by the map itself would need fonts from elsewhere. */
export function drawWords(words: string): ImageData {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser cannot draw.')
  const font = '600 26px system-ui, sans-serif'
  context.font = font
  canvas.width = Math.ceil(context.measureText(words).width) + 12
  canvas.height = 36
  context.font = font
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 6
  context.strokeStyle = '#ffffff'
  context.fillStyle = '#001a40'
  context.strokeText(words, 6, 18)
  context.fillText(words, 6, 18)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}
