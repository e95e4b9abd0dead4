/**
 * A block of JSON-LD (schema.org). It is data, which no browser runs, so that the page's policy needs no exception for it.
 * @param about without its context
 */
export function structuredData(about: object): string {
  return `<script type="application/ld+json">${structuredText(about)}</script>`;
}

/** The text of such a block: whatever a name contains, it cannot end the element. */
export function structuredText(about: object): string {
  const escaped = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };
  return JSON.stringify({ '@context': 'https://schema.org', ...about }).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => escaped[sign as keyof typeof escaped],
  );
}
