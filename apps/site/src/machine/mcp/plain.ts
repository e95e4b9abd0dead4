/** Text on one line with plain spaces, without characters that are not seen: uploaded texts may hide words or commands in them. */
export function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\p{Zs}/gu, ' ')
    .trim();
}
