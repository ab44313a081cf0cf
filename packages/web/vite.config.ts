import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'
import { candidateStyles, pruneTheme } from './vite-styles.ts'
import { textFiles } from './vite-texts.ts'

export default defineConfig({
  plugins: [candidateStyles(), pruneTheme(), textFiles(), reactRouter()],
  build: {
    // Styles and scripts stay files: the content security policy allows nothing that is written in the page.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // What many pages use is one file: dozens of small ones keep a browser waiting longer than what it reads too much.
            codeSplitting: {
              groups: [{ name: 'shared', minShareCount: 12, test: /^(?!.*\/(maplibre-gl|messages)\/)/ }],
            },
          },
        },
      },
    },
  },
})
