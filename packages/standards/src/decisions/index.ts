/** Published decisions in the standards of others: linked data of Besluit and ELI, Open Raadsinformatie, and the Wet open overheid. */
export type { OpenDecision } from './decision.ts'
export { writeLinkedDecision } from './linked.ts'
export { writeMotion } from './popolo.ts'
export { MOST_IN_SITEMAP, writeSitemapIndex, writeWooMetadata, writeWooSitemap } from './woo.ts'
