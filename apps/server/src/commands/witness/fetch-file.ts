/** Milliseconds that one answer may take, from the request to its last byte. */
const patience = 20_000;

/**
 * Reads one file over HTTP, within limits: the server that is looked at may be anybody's.
 * @param most bytes of the body
 * @returns undefined where there is no such file
 * @throws Error where it cannot be read, or is longer or slower than that
 */
export async function fetchFile(address: URL, most: number, signal: AbortSignal, milliseconds = patience): Promise<Uint8Array | undefined> {
  const answer = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]) });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    if (answer.status === 404) return undefined;
    throw new Error(`${address.href} answered ${answer.status}`);
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > most) throw new Error(`${address.href} is longer than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
