import { logPath } from '@sipkadin/edition/check';

const code = String.raw`\d{1,6}(?:\.\d{1,6}){0,7}`;
const word = String.raw`[A-Za-z0-9_][A-Za-z0-9._-]{0,119}`;

/** Permitted values of each path parameter. None contains "..", so none leads out of a folder. */
const values = {
  unit: '[a-z0-9_][a-z0-9-]{0,119}',
  subUnit: '[a-z0-9_][a-z0-9-]{0,119}',
  activity: code,
  account: code,
  topic: String.raw`[a-z]{2,20}(?:-[a-z]{2,20})*|\d\.\d{2}`,
  region: String.raw`\d{2}(?:\.\d{2})?`,
  edition: String.raw`[1-9]\d{0,5}`,
  year: String.raw`\d{4}`,
  file: String.raw`(?!.*\.\.)(?:[a-z0-9_][a-z0-9._-]{0,119}/){0,2}${word}`,
  asset: word,
  index: String.raw`[0-9a-f]{16}(?:-[0-9a-f]{8})?-\d{1,4}`,
  embed: 'anggaran|kurva|per-seratus-ribu',
  answer: 'summary|units|months|functions|funds|editions',
  sitemap: String.raw`(?:[1-9]\d{0,3}|\d{2}(?:\.\d{2})?-\d{4})\.xml`,
  log: logPath.source.slice(1, -1),
} as const;

/** Names of the parameters in a path such as "/opd/:unit/:activity". */
export type PathParameter<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParameter<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** A path whose parameters all have a rule in `values`. */
export type KnownPath<Path extends string> = PathParameter<Path> extends keyof typeof values ? Path : never;

/** The language and the government that a path below the site's base begins with, and what follows them. */
export function splitPrefix(whole: string): { isEnglish: boolean; government: string | undefined; path: string } {
  const [, english, government, rest = ''] = /^(\/en(?=\/|$))?(?:\/p\/(\d{2}(?:\.\d{2})?)(?=\/|$))?(.*)$/s.exec(whole) ?? [];
  const path = rest.length > 1 && rest.endsWith('/') ? rest.slice(0, -1) : rest || '/';
  return { isEnglish: english !== undefined, government, path };
}

/** @param pattern ends in "/*" to match every path below it. @returns the parameters of a path that matches, otherwise undefined */
export function pathMatcher(pattern: string): (path: string) => Readonly<Record<string, string>> | undefined {
  const expression = new RegExp(
    `^${pattern.replace(/:(\w+)/g, (_, name: keyof typeof values) => `(?<${name}>${values[name]})`).replace(/\*$/, '.+')}$`,
  );
  return (path) => {
    const found = expression.exec(path);
    return found === null ? undefined : { ...found.groups };
  };
}

/** @throws where a parameter is missing, which is a programming error */
export function fillPath(pattern: string, parameters: Readonly<Record<string, unknown>>): string {
  return pattern.replace(/\/\*$/, '').replace(/:(\w+)/g, (_, name: string) => {
    const value = parameters[name];
    if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`the address ${pattern} needs "${name}"`);
    return String(value);
  });
}
