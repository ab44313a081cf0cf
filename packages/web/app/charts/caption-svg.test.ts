import fc from 'fast-check'
import { expect, it } from 'vitest'
import { captionSvg, wrap } from './caption-svg.ts'

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="640" height="320" viewBox="0 0 640 320"><path/></svg>'

it('writes what, where, when and whence around a picture', () => {
  const whole = captionSvg(picture, {
    title: 'Fijnstof <PM2,5> & meer (µg/m³)',
    above: ['Plaats: Kade', 'Periode: 1 januari 2026 tot en met 31 januari 2026'],
    below: ['Bron: Samenspel', 'Gemaakt op 1 februari 2026'],
    about: {
      address: 'https://x.example/verken?a=1&b=2',
      sources: ['Tuinen & erven'],
      licences: ['https://l.example/cc0'],
    },
  })
  expect(whole).toContain('<dc:identifier>https://x.example/verken?a=1&amp;b=2</dc:identifier>')
  expect(whole).toContain('<dc:source>Tuinen &amp; erven</dc:source>')
  expect(whole).toContain('<cc:license rdf:resource="https://l.example/cc0"/>')
  expect(whole).toContain('>Fijnstof &lt;PM2,5> &amp; meer (µg/m³)</text>')
  for (const text of ['Plaats: Kade', 'Bron: Samenspel', 'Gemaakt op 1 februari 2026'])
    expect(whole).toContain(`>${text}</text>`)
  expect(whole).toMatch(/^<svg [^>]*width="672" height="474"/)
  expect(whole).toContain('<svg x="16" y="90" xmlns')
})

it('keeps every line within the picture and loses no letter', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z/?=]{1,60}$/), { minLength: 1 }),
      fc.integer({ min: 5, max: 40 }),
      (words, most) => {
        const lines = wrap(words.join(' '), most)
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(most)
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''))
      },
    ),
  )
})
