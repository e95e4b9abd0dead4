/** An origin as a policy names it: a host, or all hosts below one; no path, because a policy would ignore it. */
const origin = /^https?:\/\/(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

/**
 * Which sites may show embeds.
 * @param text "*", "none", or origins with commas between; nothing else reaches the header, so no text can end the policy early
 * @returns the origins, none for "none"; or the part that is no origin
 */
export function parseEmbedOrigins(text: string): string[] | { wrong: string } {
  if (text === '*') return ['*'];
  if (text === 'none') return [];
  const all = text.split(',').map((one) => one.trim());
  const wrong = all.find((one) => !origin.test(one));
  return wrong === undefined ? all : { wrong };
}
