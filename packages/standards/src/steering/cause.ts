/** Words with which a text says that one thing made another, in Dutch and English. */
const CAUSAL =
  /(?<![\p{L}])(dankzij|vanwege|wegens|als gevolg van|ten gevolge van|het gevolg van|veroorza\p{L}+|oorzaak van|leidt tot|leidde tot|leidden tot|heeft geleid tot|zorgt voor|zorgde voor|zorgden voor|komt door|kwam door|doordat|omdat|effect van|werkt|werkte|heeft gewerkt|door (?:de|het|een|onze|dit|deze)|thanks to|because(?: of)?|due to|owing to|caused|causes|causing|led to|leads to|resulted in|results in|as a result of|effect of|impact of|made possible by|worked)(?![\p{L}])/iu

/**
 * The first words of a text that say that one thing made another. It looks at words alone: it can be wrong, which is why what it finds
 * is said, never refused.
 */
export function findCause(text: string): string | undefined {
  return CAUSAL.exec(text)?.[1]?.toLowerCase()
}
