/**
 * How long the field of the public pages takes to answer, in a browser whose processor is slowed down four times, and what it loads.
 * A question is put into the field; measured is the time until its answer is in the document.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, loadSigningKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { launchBrowser } from '../test/browser.ts';
import { started } from './started.ts';

export interface Answering {
  /** Milliseconds, in order. */
  times: number[];
  /** Bytes over the wire of what is loaded when the field gets the focus, by address. */
  loaded: Map<string, number>;
}

/** @param data a data folder with editions; undefined: a sample city of 34 OPD */
export async function answering(data: string | undefined, slowdown = 4): Promise<Answering> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-ask-'));
  if (data === undefined) {
    const content = sampleContent();
    const written = await writeEdition(join(folder, 'editions'), content, loadSigningKey(join(folder, 'key')));
    await announce(join(folder, 'editions'), content.government.code, content.year, content.number, written.hash);
  }
  const main = join(import.meta.dirname, '../apps/server/src/main.ts');
  const server = await started([main, 'serve', '--only', 'public', '--port', '0', '--data', data ?? folder]);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const loaded = new Map<string, number>();
    await page.goto(server.address);
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const addresses = new Map<string, string>();
    session.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, new URL(response.url).pathname));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      loaded.set(addresses.get(requestId) ?? '', encodedDataLength),
    );
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const field = page.locator('form.ask input[type="search"]');
    await field.focus();
    // The first answer waits for the index.
    await field.fill('kesehatan');
    await page.locator('#ask-answers li').first().waitFor();
    const times: number[] = [];
    for (const question of questions()) times.push(await field.evaluate(timed, question));
    return { times: times.toSorted((a, b) => a - b), loaded };
  } finally {
    await browser.close();
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs in the page. The field answers within the event where its index is there; the layout of the answer is counted too. */
async function timed(input: HTMLElement | SVGElement, question: string): Promise<number> {
  const list = document.querySelector('#ask-answers');
  const began = performance.now();
  (input as HTMLInputElement).value = question;
  const shown = new Promise((resolve) => {
    const seen = new MutationObserver(() => {
      seen.disconnect();
      resolve(undefined);
    });
    if (list !== null) seen.observe(list, { childList: true });
  });
  input.dispatchEvent(new Event('input'));
  await shown;
  list?.getBoundingClientRect();
  return performance.now() - began;
}

/** Those of the site's own set. */
function questions(): string[] {
  const file = join(import.meta.dirname, '../apps/site/test/ask-questions.csv');
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return lines.flatMap((line) => (line.split(';')[1] ?? '').split('|'));
}
