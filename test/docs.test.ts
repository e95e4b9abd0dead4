import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { maxHeaderSize } from 'node:http';
import { dirname, join } from 'node:path';
import { ruleBook } from '@sipkadin/budget';
import { roles } from '@sipkadin/ledger';
import { settings } from '@sipkadin/server/settings';
import { describe, expect, it } from 'vitest';
import { bodyLimits } from '../apps/desk/src/app/bodies.ts';
import { questionLimits } from '../apps/desk/src/features/openness/questions/question-limits.ts';
import { commands } from '../apps/server/src/cli.ts';
import { connectionLimits } from '../apps/server/src/serving/connections.ts';
import { mcpLimits } from '../apps/site/src/machine/mcp/limits.ts';
import { findingsPage, findingsPath } from '../tools/findings.ts';
import { production, root } from './sources.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = ['README.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`)].filter(
  (path) => path.endsWith('.md'),
);
/** The text of code spans and fenced blocks: only there is a command meant to be typed. */
const code = (text: string) => [...text.matchAll(/```[^\n]*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(([, block, span]) => block ?? span ?? '');
/** "sipkadin verify --edition DIR" → ["verify", ["edition"]], for every use on every page. */
const uses = pages.flatMap((page) =>
  code(read(page)).flatMap((text) =>
    [...text.matchAll(/\bsipkadin(?: --)? ([a-z]+)([^\n#|&;]*)/g)].map(([, command = '', rest = '']) => ({
      page,
      command,
      options: [...rest.matchAll(/(?:^|\s|\[)--([a-z][a-z-]*)/g)].map(([, option = '']) => option),
    })),
  ),
);
const rules = ruleBook.map((rule) => [rule.code, rule] as const);

describe('the documents', () => {
  it('were seen', () => {
    expect(pages.length).toBeGreaterThan(8);
    expect(rules.length).toBeGreaterThan(50);
    expect(uses.length).toBeGreaterThan(8);
  });

  it('have for every finding a message and a remedy, complete sentences in both languages', () => {
    for (const [name, { message, remedy }] of rules) {
      expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      for (const words of [message, remedy]) {
        for (const text of [words.id, words.en]) expect(text, name).toMatch(/^[A-Z"{].{5,}[.?]$/s);
        expect(words.id, name).not.toBe(words.en);
        const blanks = (text: string) => [...new Set(text.match(/\{\w*\}/g))].toSorted((a, b) => a.localeCompare(b));
        expect(blanks(words.en), name).toEqual(blanks(words.id));
        expect(['{expected}', '{value}'], name).toEqual(expect.arrayContaining(blanks(words.id)));
      }
      expect(remedy.id, name).not.toBe(message.id);
    }
  });

  it('list no finding that nothing finds', () => {
    const raised = production.filter(({ path }) => !path.includes('/findings/rule')).map(({ text }) => text);
    expect(rules.map(([name]) => name).filter((name) => !raised.some((text) => text.includes(`'${name}'`)))).toEqual([]);
  });

  it('list every finding: docs/findings.md is what `npm run format` makes of the rules', () => {
    expect(readFileSync(findingsPath, 'utf8')).toBe(findingsPage());
  });

  it('name only commands that exist, with options that they take', async () => {
    const general = ['data', 'lang', 'help'];
    for (const { page, command, options } of uses) {
      const entry = commands[command] ?? expect.fail(`${page}: there is no command "${command}"`);
      const known = [...general, ...Object.keys((await entry.load()).command.options ?? {})];
      expect(
        options.filter((option) => !known.includes(option)),
        `${page}: sipkadin ${command}`,
      ).toEqual([]);
    }
  });

  it('show every command in the README or in docs/operating.md', () => {
    const shown = new Set(uses.filter(({ page }) => ['README.md', 'docs/operating.md'].includes(page)).map(({ command }) => command));
    expect(Object.keys(commands).filter((command) => !shown.has(command))).toEqual([]);
  });

  it('name every setting in docs/operating.md', () => {
    const operating = read('docs/operating.md');
    const names = Object.values(settings).map(({ env }) => env);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !operating.includes(`\`${name}\``))).toEqual([]);
  });

  it('state the limits of requests as the code has them, and the proxy of the example has the same', () => {
    const { json, jsonTime, file, filePace, perClient, inAll } = bodyLimits;
    const table = Object.fromEntries(
      [...read('docs/security.md').matchAll(/^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$/gm)].map(([, limit = '', value = '']) => [limit, value]),
    );
    const kilobytes = (bytes: number) => `${bytes / 1024} KB`;
    const megabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`;
    const seconds = (milliseconds: number) => `${milliseconds / 1000} seconds`;
    expect(table).toMatchObject({
      'head of a request': `${kilobytes(maxHeaderSize)}, ${seconds(connectionLimits.headTime)}`,
      'JSON body (sign-in, procedures)': `${kilobytes(json)}, ${seconds(jsonTime)}`,
      'uploaded file': `${megabytes(file)}, and ${kilobytes(filePace.bytes)} arriving in every ${seconds(filePace.period)}`,
      'question to `/mcp`': `${kilobytes(mcpLimits.body)}, ${seconds(mcpLimits.bodyTime)}, ${mcpLimits.depth} levels of nesting`,
      'unfinished questions to `/mcp`': String(mcpLimits.unfinished),
      'questions to `/mcp` that wait for their turn': String(mcpLimits.waiting),
      'questions of one client to `/mcp` under way': String(mcpLimits.client.atOnce),
      'questions of one client to `/mcp` in a minute': `${mcpLimits.client.perMinute}, after a first ${mcpLimits.client.burst} at any pace`,
      'unfinished bodies of one client': String(perClient),
      'unfinished bodies of all clients': String(inAll),
      'connections of one address (a trusted proxy: all)': String(connectionLimits.perAddress),
      'requests of a connection sent before earlier ones were answered': String(connectionLimits.unanswered),
      'questions of one client in a day': String(questionLimits.perReader),
      'questions to one government in a day': String(questionLimits.perGovernment),
      'questions of a government that wait for an answer': String(questionLimits.held),
      'a question': `${questionLimits.shortest} to ${questionLimits.longest} characters`,
      connections: expect.stringMatching(`^${connectionLimits.inAll}, `),
      'connection without a request': seconds(connectionLimits.keepAlive),
      'connection on which nothing moves during a request': seconds(connectionLimits.idle),
    });
    const proxy = /```nginx\n([\s\S]*?)```/.exec(read('docs/operating.md'))?.[1] ?? '';
    const values = (name: string) => [...proxy.matchAll(new RegExp(`\\b${name} ([^;]+);`, 'g'))].map(([, value]) => value);
    expect(values('client_max_body_size')).toEqual([`${json / 1024}k`, `${file / 1024 / 1024}m`]);
    expect(values('client_body_timeout')).toEqual([`${jsonTime / 1000}s`, `${filePace.period / 1000}s`]);
    expect(values('client_header_timeout')).toEqual([`${connectionLimits.headTime / 1000}s`]);
  });

  it('name every role in docs/operating.md, with what it may do', () => {
    const people = /^## People\n(.*?)^## /ms.exec(read('docs/operating.md'))?.[1] ?? '';
    const listed = [...people.matchAll(/^\| `([a-z]+)` \| /gm)].map(([, role = '']) => role);
    expect(listed).toEqual([...roles]);
  });

  it('name only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const page of pages) {
      for (const text of code(read(page))) {
        for (const [, script = ''] of text.matchAll(/\bnpm (?:run )?(?:-s |--silent )?([a-z]+)/g)) {
          expect(Object.keys({ ...scripts, run: '', ci: '', install: '' }), `${page}: ${text}`).toContain(script);
        }
      }
    }
  });

  it('link only to what is there', () => {
    const links = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].map(([, link = '']) => ({ page, path: join(dirname(page), link) })),
    );
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('name for each threat tests that exist', () => {
    const named = code(read('docs/security.md')).filter((span) => span.endsWith('.test.ts'));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('give a recipe for the five usual changes, with files that exist, and no more of them than is allowed', () => {
    const most = {
      'A new file shape': 4,
      'A public page with a chart': 4,
      'A leadership figure from the ledger': 5,
      'A table of an edition as data': 2,
      'An export format of an edition': 3,
      'A role': 4,
    };
    const recipes = read('docs/contributing.md').split(/^### /m).slice(1);
    expect(recipes.map((recipe) => /^(.*) \(/.exec(recipe)?.[1])).toEqual(Object.keys(most));
    for (const recipe of recipes) {
      const [, name = '', stated = ''] = /^(.*) \((\d+) files\)/.exec(recipe) ?? [];
      const paths = [...recipe.matchAll(/^\d+\. `([^`]+)`:/gm)].map(([, path = '']) => path);
      expect(paths, name).toHaveLength(Number(stated));
      expect(paths.length, name).toBeLessThanOrEqual(most[name as keyof typeof most]);
      // Of a new file, its folder.
      const places = paths.map((path) => (path.includes('<') ? dirname(path) : path));
      expect(
        places.filter((path) => !existsSync(join(root, path))),
        name,
      ).toEqual([]);
    }
  });
});
