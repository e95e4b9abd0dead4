import type { Page } from 'playwright-core';

/** How far what is seen has moved since the page began to load, as browsers measure it; 0 is not at all. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
            if (!entry.hadRecentInput) sum += entry.value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Two frames later what the script has changed is drawn.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
  );
}

/** Elements whose text is under 14 px; 12 px is allowed within charts. */
export function tinyText(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
      .filter(
        (element) =>
          !element.closest('[aria-hidden]') && Number.parseFloat(getComputedStyle(element).fontSize) < (element.closest('svg') ? 12 : 14),
      )
      .map((element) => element.outerHTML.slice(0, 100)),
  );
}
