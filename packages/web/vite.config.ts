import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'
import { candidateStyles, pruneTheme } from './vite-styles.ts'

export default defineConfig({
  plugins: [candidateStyles(), pruneTheme(), reactRouter()],
  build: {
    // Styles and scripts stay files: the content security policy allows nothing that is written in the page.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
})
