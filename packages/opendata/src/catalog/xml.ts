/** Text that is XML already. */
export interface Xml {
  readonly xml: string;
}

type Content = Xml | string | undefined;

/** @param attributes undefined ones are left out @param content texts are escaped */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>>, ...content: readonly Content[]): Xml {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(value)}"`]));
  const inside = content.map((one) => (typeof one === 'string' ? escapeXml(one) : (one?.xml ?? ''))).join('');
  return { xml: inside === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inside}</${name}>` };
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}

/** What XML 1.0 cannot hold in any form, and marks that reorder the text around them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be left out
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

function escapeXml(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .toWellFormed()
    .replace(unwritable, '')
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
