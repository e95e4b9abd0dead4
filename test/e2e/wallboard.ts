import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violations } from '../browser.ts';
import type { RunningDesk } from './running-desk.ts';

const hour = 60 * 60_000;

/** Opens the settings as an admin and makes a link for a wallboard. @returns the link */
export async function newWallboard(admin: Page, { address }: RunningDesk, name: string): Promise<string> {
  await admin.goto(`${address}/kerja/pengaturan`);
  await admin.getByText('Tambah layar').click();
  await admin.getByLabel('Tempat layar').fill(name);
  await admin.getByRole('button', { name: 'Buat tautan' }).click();
  return admin.getByLabel(`Tautan untuk ${name}`).inputValue();
}

/** Hangs a screen: every slide fits, without a breach of axe, and its token is in no address. */
export async function hangWallboard(desk: RunningDesk, link: string): Promise<Page> {
  const wall = await desk.open({ viewport: { width: 1920, height: 1080 } });
  await wall.clock.install();
  await wall.goto(link);
  await wall.getByText('1 / 4').waitFor();
  expect(wall.url()).toBe(`${desk.address}/layar`);
  for (let slide = 1; slide <= 4; slide++) {
    await wall.goto(`${desk.address}/layar?slide=${slide}&jeda=1`);
    await wall.getByText(`${slide} / 4`).waitFor();
    expect(await violations(wall), `slide ${slide}`).toEqual([]);
    expect(await tooSmallOrCut(wall), `slide ${slide}`).toEqual([]);
  }
  await wall.goto(`${desk.address}/layar`);
  await wall.getByText('1 / 4').waitFor();
  return wall;
}

/** Texts below 24 px, and those that reach into the twentieth at an edge which screens cut off. */
function tooSmallOrCut(wall: Page): Promise<string[]> {
  return wall.evaluate(() =>
    [...document.querySelectorAll('p, h1, h2, dt, dd, li, strong')].flatMap((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      const isOutside = left < 95 || right > innerWidth - 95 || top < 53 || bottom > innerHeight - 53;
      const isSmall = Number.parseFloat(getComputedStyle(one).fontSize) < 24;
      return isOutside || isSmall ? [`${one.textContent} (${Math.round(left)}, ${Math.round(bottom)})`] : [];
    }),
  );
}

/** Eight hours on the screen's own clock. @returns the bytes of its heap, and its nodes, after the first hour and the last */
export async function standThrough(wall: Page, hours: number): Promise<{ heap: number; nodes: number }[]> {
  const session = await wall.context().newCDPSession(wall);
  const measured: { heap: number; nodes: number }[] = [];
  for (let at = 1; at <= hours; at++) {
    for (let minutes = 0; minutes < 60; minutes += 5) await wall.clock.runFor(hour / 12);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes } = await session.send('Memory.getDOMCounters');
    measured.push({ heap: usedSize, nodes });
  }
  await session.detach();
  return measured;
}
