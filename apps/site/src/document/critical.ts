/**
 * The rules of a stylesheet that a page can use: those whose classes all stand in its markup. A page then carries its own
 * style and needs no second request. Understands flat rules and one level of @media, which is all our stylesheets have.
 */
export function criticalCss(rules: readonly Rule[], html: string): string {
  const classes = new Set<string>();
  for (const [, names = ''] of html.matchAll(/ class="([^"]*)"/g)) for (const name of names.split(' ')) classes.add(name);
  const tags = new Set<string>();
  for (const [, tag = ''] of html.matchAll(/<([a-z][a-z0-9]*)/g)) tags.add(tag);
  const used = (rule: Rule): string => {
    if (rule.inside !== undefined) {
      const inner = rule.inside.map(used).join('');
      return inner === '' ? '' : `${rule.selector}{${inner}}`;
    }
    const selectors = rule.selectors.filter(
      ({ classes: needs, tags: elements }) => needs.every((name) => classes.has(name)) && elements.every((tag) => tags.has(tag)),
    );
    return selectors.length === 0 ? '' : `${selectors.map(({ text }) => text).join(',')}{${rule.body}}`;
  };
  return rules.map(used).join('');
}

export interface Rule {
  selector: string;
  selectors: { text: string; classes: string[]; tags: string[] }[];
  body: string;
  inside?: Rule[];
}

/** Reads minified or plain CSS once, when the site is made. */
export function parseCss(css: string): Rule[] {
  const rules: Rule[] = [];
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open < 0) break;
    let depth = 1;
    let close = open + 1;
    for (; close < text.length && depth > 0; close++) {
      if (text[close] === '{') depth++;
      else if (text[close] === '}') depth--;
    }
    const selector = text.slice(at, open).trim().replace(/\s+/g, ' ');
    const body = text.slice(open + 1, close - 1);
    if (selector.startsWith('@media')) rules.push({ selector, selectors: [], body: '', inside: parseCss(body) });
    else
      rules.push({
        selector,
        selectors: selector.startsWith('@') ? [{ text: selector, classes: [], tags: [] }] : split(selector),
        body: body.trim().replace(/\s*\n\s*/g, ''),
      });
    at = close;
  }
  return rules;
}

function split(selector: string): Rule['selectors'] {
  return selector.split(/,(?![^(]*\))/).map((part) => {
    const text = part.trim();
    const plain = text.replace(/:not\([^)]*\)|\[[^\]]*\]/g, '');
    return {
      text,
      classes: [...plain.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name),
      tags: [...plain.matchAll(/(?:^|[\s>+~])([a-z][a-z0-9]*)/g)].map(([, tag = '']) => tag),
    };
  });
}
