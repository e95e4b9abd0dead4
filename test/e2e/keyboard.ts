import assert from 'node:assert/strict';
import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/**
 * Seconds of a person at a keyboard. The keystroke-level model (Card, Moran and Newell, Communications of the ACM 23(7), 1980):
 * 0.28 a key of an average typist, 1.35 to make up one's mind before each thing that is done. What has to be read is read in
 * silence at 238 words a minute (Brysbaert, Journal of Memory and Language 109, 2019). Waiting for the machine is not counted.
 */
const seconds = { key: 0.28, mind: 1.35, word: 60 / 238 };

/** What a way through the pages has cost. */
export interface Cost {
  keys: number;
  minds: number;
  words: number;
  /** Keys and decisions: the keystroke-level model itself. */
  acting: number;
  /** Acting and reading. */
  seconds: number;
}

/** State of the focus after a key. */
interface Stop {
  here: boolean;
  /** It was here before on this search: there is nothing left to find. */
  again: boolean;
  /** The focused element where its focus is not visible; '' where it is. */
  hidden: string;
}

/**
 * A person without a mouse: all goes through keys of the page that has them. Whatever Tab stops at on the way must show that it
 * has the focus, and whatever is wanted must come before Tab is round; otherwise the test fails.
 */
export class Keyboard {
  readonly page: Page;
  #keys = 0;
  #minds = 0;
  #words = 0;
  #searches = 0;

  constructor(page: Page) {
    this.page = page;
    // A permanent listener: the browser learns of a new one only a moment after it was added.
    page.on('filechooser', () => {});
  }

  /** Cost since the last call. */
  spent(): Cost {
    const [keys, minds, words] = [this.#keys, this.#minds, this.#words];
    [this.#keys, this.#minds, this.#words] = [0, 0, 0];
    const acting = keys * seconds.key + minds * seconds.mind;
    return { keys, minds, words, acting, seconds: acting + words * seconds.word };
  }

  /** Goes to a screen of the desk as a link there would, the menu behind, and waits for all of it. */
  async open(path: string, government: string): Promise<void> {
    const before = await this.page.locator('main h1').elementHandle();
    const moved = new URL(this.page.url()).pathname !== path;
    await this.page.evaluate((to) => history.pushState({}, '', to), `${path}?pemda=${government}`);
    await this.page.waitForFunction(
      ([old, code, moved]) => {
        const title = document.querySelector('main h1');
        const isFramed = document.querySelector(`.side-foot > a[href="/p/${code}/"]`) !== null;
        return isFramed && title !== null && (title !== old || !moved) && document.querySelector('.skeleton') === null;
      },
      [before, government, moved] as const,
    );
  }

  async press(key: string): Promise<void> {
    this.#keys += 1;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    this.#keys += text.length;
    await this.page.keyboard.type(text);
  }

  /** Counts the words in these places as read. */
  async read(places: Locator): Promise<void> {
    const words = (await places.allInnerTexts()).join(' ').split(/\s+/);
    this.#words += words.filter((word) => /[\p{L}\d]/u.test(word)).length;
  }

  /** Goes on with Tab until the focus is there. */
  async reach(wanted: Locator): Promise<void> {
    this.#minds += 1;
    this.#searches += 1;
    await wanted.waitFor();
    for (let stop = await this.#stop(wanted); !stop.here; stop = await this.#stop(wanted)) {
      if (stop.again) throw new Error(`Tab came round without stopping at ${wanted.toString()}`);
      await this.press('Tab');
    }
  }

  async #stop(wanted: Locator): Promise<Stop> {
    const stop = await wanted.evaluate(lookAround, this.#searches);
    assert.equal(stop.hidden, '', 'this has the focus and does not show it');
    return stop;
  }

  /** Goes to a link or button and presses it. */
  async use(wanted: Locator): Promise<void> {
    await this.reach(wanted);
    await this.press('Enter');
  }

  /** Ticks a box. */
  async tick(box: Locator): Promise<void> {
    await this.reach(box);
    await this.press('Space');
    assert(await box.isChecked());
  }

  /** Goes to a group of choices of which none is made yet, and with arrows the shorter way to the one. */
  async choose(choices: Locator, value: string): Promise<void> {
    const values = await choices.evaluateAll((all) => all.map((choice) => (choice as HTMLInputElement).value));
    const at = values.indexOf(value);
    assert(at >= 0, `${value} among ${values.join(', ')}`);
    await this.reach(choices.first());
    if (at === 0) await this.press('Space');
    const back = at > values.length / 2;
    for (let step = 0; step < (back ? values.length - at : at); step++) await this.press(back ? 'ArrowUp' : 'ArrowDown');
    assert(await choices.nth(at).isChecked(), value);
  }

  /** Types into a field; a date (`2026-12-31`) as its field asks for it: by the browser's language, in which the month is first. */
  async fill(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    const [year = '', month = '', day = ''] = (await field.getAttribute('type')) === 'date' ? text.split('-') : [];
    await this.type(year === '' ? text : `${month}${day}${year}`);
    assert.equal(await field.inputValue(), text);
  }

  /** Opens the chooser of files and names one: its name and Enter, as in the window that the system shows. */
  async choosePath(control: Locator, path: string): Promise<void> {
    await this.reach(control);
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.press('Enter')]);
    this.#minds += 1;
    this.#keys += basename(path).length + 1;
    await chooser.setFiles(path);
  }
}

/** Runs in the page: where the focus is, whether this search has been there, and whether it shows. */
function lookAround(wanted: Element, search: number): Stop {
  const page = globalThis as { met?: { search: number; at: Element[] } };
  if (page.met?.search !== search) page.met = { search, at: [] };
  const { at } = page.met;
  const focused = document.activeElement ?? document.body;
  // A date's field is stopped at once for each of its parts, the page itself before its first and after its last.
  const parts = focused.matches('input[type=date]') ? 4 : focused === document.body ? 2 : 1;
  const again = at.filter((element) => element === focused).length >= parts;
  at.push(focused);
  const outlined = (element: Element | null) => {
    if (element === null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { width, height, top, bottom, left, right } = element.getBoundingClientRect();
    const inSight = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && width > 8 && height > 8 && inSight;
  };
  // What is drawn in a field's place shows the focus in its place; the whole page needs no frame.
  const drawn = focused.closest('label')?.querySelector('[aria-hidden]') ?? null;
  const shows = focused === document.body || focused.matches('main') || outlined(focused) || outlined(drawn);
  return { here: focused === wanted, again, hidden: shows ? '' : focused.outerHTML.slice(0, 160) };
}
