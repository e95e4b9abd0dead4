import { accountWords, plainAccountWords } from '@sipkadin/budget';
import { sampleContent } from '@sipkadin/edition/sample';
import type { Page } from 'playwright-core';

const paths = [
  '/en/',
  '/en/opd',
  '/en/opd/dinas-kesehatan',
  '/en/opd/dinas-kesehatan/1.02.01.2.08.0002',
  '/en/opd/dinas-kesehatan/unit/uptd-rsud-depati-hamzah',
  '/en/belanja/5.1.02',
  '/en/belanja/sumber-dana',
  '/en/asal?ukuran=realisasi&rekening=5',
  '/en/asal?ukuran=realisasi&opd=dinas-kesehatan&rekening=5.1.02',
];

/** Names of the sample that English pages print without saying that they are Indonesian, each with its page and element. */
export async function unmarkedNames(page: Page, base: string): Promise<string[]> {
  const names = sampleContent()
    .names.filter(({ kind, code }) => kind !== 'account' || (accountWords(code) === undefined && plainAccountWords(code) === undefined))
    .map(({ name }) => name);
  if (names.length < 80) throw new Error('the sample has too few names to look for');
  const unmarked: string[] = [];
  for (const path of paths) {
    await page.goto(base + path);
    const found = await page.evaluate((all) => {
      const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
      const unmarked = new Set<string>();
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const parent = node.parentElement;
        if (parent === null || parent.closest('[lang]')?.getAttribute('lang') === 'id') continue;
        for (const name of all) if (node.textContent?.includes(name)) unmarked.add(`${name}: ${parent.outerHTML.slice(0, 120)}`);
      }
      return [...unmarked];
    }, names);
    unmarked.push(...found.map((one) => `${path} ${one}`));
  }
  return unmarked;
}
