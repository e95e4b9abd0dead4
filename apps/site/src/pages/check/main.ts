import { checkPublished, checkRegister, type KeptLog, type PublishedLook, rawKeyOf } from '@sipkadin/edition/check';
import { formatBytes, formatCount } from '@sipkadin/ui/format';
import { browserCryptography } from './browser-cryptography.ts';
import { checkEn } from './words.en.ts';
import { checkId } from './words.id.ts';

type Step = keyof typeof checkId.steps;
const steps = ['files', 'signature', 'keys', 'chain', 'log', 'kept', 'register'] as const satisfies readonly Step[];
/** Which step a problem of an edition belongs to; all others are of its files. */
const stepOf: Readonly<Record<string, Step>> = { signature: 'signature', key: 'signature', chain: 'chain', unlogged: 'log' };

const stepOfLog: Readonly<Record<string, Step>> = {
  ...{ rewritten: 'kept', split: 'kept', 'other-log': 'kept', 'other-key': 'kept' },
  ...{ keys: 'keys', 'forked-keys': 'keys', 'broken-keys': 'keys' },
};

/** @param accept fingerprint of a new key that the reader accepts although the former one was lost */
async function run(page: HTMLElement, accept?: string): Promise<void> {
  const language = page.dataset['language'] === 'en' ? 'en' : 'id';
  const w = language === 'en' ? checkEn : checkId;
  const screen = screenOf(page);
  screen.begin(w.running);
  screen.offer(undefined);
  try {
    const { government = '', year, edition, editions = '', log = '', key = '', register = '' } = page.dataset;
    const folder = `${editions}${edition}/`;
    const given = key === '' ? undefined : await read(key);
    const pem = given ?? (await read(`${folder}public-key.pem`));
    const publicKey = rawKeyOf(new TextDecoder().decode(pem));
    if (publicKey === undefined) throw new Error('there is no public key');
    // The same log whichever page asks, also where links are relative.
    const keptName = `sipkadin-log ${new URL(log, location.href).pathname}`;
    const kept = keptLog(keptName);
    const look = await checkPublished(
      {
        file: (path) => read(`${folder}${path}`),
        manifestOf: (number) => read(`${editions}${number}/manifest.json`),
        log: (path) => read(`${log}${path}`, path.startsWith('keys/')),
      },
      {
        edition: { government, year: Number(year), number: Number(edition) },
        publicKey,
        kept,
        accept,
        cryptography: browserCryptography(),
        onProgress: (done, of) => screen.progress(done, of, w.progress(formatBytes(done, language), formatBytes(of, language))),
      },
    );
    const isKept = look.log.keep === undefined || store(keptName, JSON.stringify(look.log.keep));
    const found = foundIn(look, kept !== undefined, language);
    const registered = await registerState(register, government, look.log.keys.at(-1)?.key ?? publicKey);
    if (registered.problem !== undefined) found.register.push(registered.problem[language]);
    const size = (look.edition.manifest?.files ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
    for (const step of steps) {
      const problems = found[step];
      const isUnknown =
        (step === 'register' && registered.number === undefined) ||
        (look.log.log === undefined && (step === 'kept' || step === 'keys' || (step === 'log' && problems.length === 0)));
      const remark = step === 'kept' ? keptRemark(look, isKept, w, language) : step === 'keys' ? keysRemark(look, w, language) : undefined;
      const isBroken = step === 'keys' && look.log.keys.some(({ came }) => came === 'break');
      screen.state(step, problems.length > 0 ? w.fails : isUnknown ? w.unknown : isBroken ? w.isBroken : w.holds, [
        ...problems,
        ...(remark === undefined ? [] : [remark]),
      ]);
    }
    const count = steps.reduce((sum, step) => sum + found[step].length, 0);
    const files = formatCount(look.edition.manifest?.files.length ?? 0, language);
    const verdict = count > 0 ? w.bad : w.good(files, formatBytes(size, language));
    screen.end(given === undefined ? `${verdict} ${w.ownKey}` : verdict, count === 0 ? 'good' : 'bad');
    const present = look.log.keys.at(-1)?.fingerprint;
    const isOnlyBroken = count > 0 && count === look.log.problems.filter(({ code }) => code === 'broken-keys').length;
    screen.offer(isOnlyBroken && present !== undefined ? () => void run(page, present) : undefined);
  } catch {
    screen.end(w.failed, 'failed');
  }
}

/**
 * What does not hold, by step. Another history than before is a problem of the last visit; that there is no log, only where there was one.
 */
function foundIn({ log, edition }: PublishedLook, wasThere: boolean, language: 'id' | 'en'): Record<Step, string[]> {
  const found: Record<Step, string[]> = { files: [], signature: [], keys: [], chain: [], log: [], kept: [], register: [] };
  for (const { code, path, message } of edition.problems) found[stepOf[code] ?? 'files'].push(`${path}: ${message[language]}`);
  for (const { code, message } of log.problems) {
    if (code === 'no-log' && !wasThere) continue;
    found[stepOfLog[code] ?? 'log'].push(message[language]);
  }
  return found;
}

/** Holds the register against the one of the last visit. @returns number undefined where none is served */
async function registerState(address: string, government: string, publicKey: Uint8Array) {
  const bytes = address === '' ? undefined : await read(address);
  if (bytes === undefined) return { number: undefined, problem: undefined };
  const name = `sipkadin-register ${new URL(address, location.href).pathname}`;
  const seen = Number(stored(name) ?? 0);
  const found = await checkRegister(bytes, { government, publicKey, cryptography: browserCryptography(), seen });
  if (found.problem === undefined) store(name, String(found.number));
  return found;
}

function keptRemark({ log }: PublishedLook, isKept: boolean, w: typeof checkId, language: 'id' | 'en'): string | undefined {
  if (log.log === undefined) return log.problems.some(({ code }) => code === 'no-log') ? w.noLog : undefined;
  if (log.problems.length > 0) return undefined;
  if (!isKept) return w.notKept;
  if (log.standing === 'first') return w.first;
  if (log.standing === 'behind') return w.behind;
  return log.standing === 'grown' ? w.grown(formatCount(log.added, language)) : undefined;
}

function keysRemark({ log }: PublishedLook, w: typeof checkId, language: 'id' | 'en'): string | undefined {
  if (log.log === undefined || log.problems.some(({ code }) => stepOfLog[code] === 'keys')) return undefined;
  const broken = log.keys.filter(({ came }) => came === 'break').length;
  if (broken > 0) return w.broken(formatCount(broken, language));
  return log.keys.length === 0 ? w.oneKey : w.rotated(formatCount(log.keys.length - 1, language));
}

/**
 * @param mayBeHidden whether an answer that the file is not for everybody means that there is none: stores of objects whose list is not
 * public say so of every file that they do not have, and the check asks for the next statement about the key to learn that it is the last
 * @returns undefined where there is no such file @throws where that cannot be known
 */
async function read(address: string, mayBeHidden = false): Promise<Uint8Array | undefined> {
  // Asked of the server, so that what is checked is what it serves now and not what this browser was given before.
  const answer = await fetch(address, { cache: 'no-cache' });
  if (answer.status === 404 || (mayBeHidden && answer.status === 403)) return undefined;
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function keptLog(name: string): KeptLog | undefined {
  try {
    const value = JSON.parse(stored(name) ?? 'null') as Partial<KeptLog> | null;
    const sound = typeof value?.key === 'string' && typeof value.note === 'string' && Array.isArray(value.entries);
    // Browsers that were here before keys could be replaced kept none.
    return sound ? ({ keys: [], ...value } as KeptLog) : undefined;
  } catch {
    return undefined;
  }
}

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** @returns whether the browser kept it */
function store(name: string, text: string): boolean {
  try {
    localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

function screenOf(page: HTMLElement) {
  const verdict = page.querySelector('[data-verdict]');
  const bar = page.querySelector('progress');
  const button = page.querySelector<HTMLButtonElement>('[data-accept]');
  const item = (step: Step) => page.querySelector(`[data-step="${step}"]`);
  const write = (step: Step, text: string) => {
    const state = item(step)?.querySelector('[data-state]');
    if (state) state.textContent = text;
  };
  return {
    begin(text: string): void {
      if (verdict) verdict.textContent = text;
      if (bar) bar.hidden = false;
      for (const line of page.querySelectorAll('[data-remark]')) line.remove();
      for (const step of steps) write(step, text);
    },
    progress(done: number, of: number, text: string): void {
      if (bar) [bar.max, bar.value] = [of, done];
      if (verdict) verdict.textContent = text;
    },
    state(step: Step, text: string, remarks: readonly string[]): void {
      write(step, text);
      for (const remark of remarks) {
        const line = document.createElement('span');
        line.className = 'under';
        line.dataset['remark'] = '';
        line.textContent = remark;
        item(step)?.append(line);
      }
    },
    /** @param onAccept undefined: there is nothing to accept */
    offer(onAccept: (() => void) | undefined): void {
      if (!button) return;
      button.hidden = onAccept === undefined;
      button.onclick = onAccept ?? null;
    },
    end(text: string, outcome: 'good' | 'bad' | 'failed'): void {
      if (bar) bar.hidden = true;
      if (verdict) verdict.textContent = text;
      verdict?.classList.toggle('stale', outcome !== 'good');
      page.dataset['outcome'] = outcome;
    },
  };
}

// Last, because it uses the values above.
const root = document.getElementById('periksa');
if (root) void run(root);
