interface Rule {
  /** Selectors of a rule, or the condition of a group such as "@media print". */
  selectors: readonly Selector[];
  /** Between the braces, of a rule. */
  body: string;
  /** Of a group. */
  rules?: readonly Rule[];
}

interface Selector {
  text: string;
  /** Classes without which it matches nothing. */
  needs: readonly string[];
}

/**
 * Prepares a style sheet from which each page gets the rules that can apply to it: a quarter of its weight is for other pages.
 * @param sheet minified, without comments
 * @param scripted classes that scripts give to elements
 * @returns the rules for a page's markup, in their order
 */
export function usedRules(sheet: string, scripted: readonly string[]): (html: string) => string {
  const rules = parseRules(sheet);
  return (html) => {
    const has = new Set(scripted);
    for (const names of classesIn(html)) for (const name of names.split(' ')) has.add(name);
    return write(rules, (name) => has.has(name));
  };
}

const before = ' class="';

/** Values of the attribute, each once. */
function classesIn(html: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = html.indexOf(before); at >= 0; at = html.indexOf(before, at)) {
    at += before.length;
    found.add(html.slice(at, html.indexOf('"', at)));
  }
  return found;
}

function write(rules: readonly Rule[], has: (name: string) => boolean): string {
  return rules
    .map(({ selectors, body, rules: inner }) => {
      const used = selectors.filter(({ needs }) => needs.every(has)).map(({ text }) => text);
      const inside = inner === undefined ? body : write(inner, has);
      return used.length === 0 || inside === '' ? '' : `${used.join()}{${inside}}`;
    })
    .join('');
}

function parseRules(sheet: string): Rule[] {
  const rules: Rule[] = [];
  for (let at = 0; at < sheet.length; ) {
    const open = sheet.indexOf('{', at);
    const close = closing(sheet, open);
    const prelude = sheet.slice(at, open);
    const body = sheet.slice(open + 1, close);
    if (/^@(?:media|supports)/.test(prelude)) rules.push({ selectors: [{ text: prelude, needs: [] }], body, rules: parseRules(body) });
    else rules.push({ selectors: prelude.startsWith('@') ? [{ text: prelude, needs: [] }] : split(prelude).map(selector), body });
    at = close + 1;
  }
  return rules;
}

/** What `:not` names may be absent, and of `:is` or `:has` one of several may be enough. */
function selector(text: string): Selector {
  const certain = text.replace(/:(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)/g, '').replace(/\[[^\]]*\]/g, '');
  return { text, needs: [...certain.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name) };
}

/** @throws where a brace is never closed, which is a fault of the build */
function closing(sheet: string, open: number): number {
  for (let at = open, depth = 0; at >= 0 && at < sheet.length; at++) {
    if (sheet[at] === '{') depth++;
    else if (sheet[at] === '}' && --depth === 0) return at;
  }
  throw new Error('the style sheet has a brace that is not closed');
}

/** At the commas outside of brackets. */
function split(selectors: string): string[] {
  return selectors.split(/,(?![^([]*[)\]])/);
}
