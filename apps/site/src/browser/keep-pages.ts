/**
 * Registers the worker that keeps the last pages for reading without a network. Pages that may be kept name the manifest, beside which
 * the worker lies; a preview of what is not published does not. Browsers have service workers over https (and on localhost) alone.
 */
export function keepPages(): void {
  const manifest = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
  if (manifest === null || !('serviceWorker' in navigator)) return;
  const isFirst = navigator.serviceWorker.controller === null;
  addEventListener('load', () => {
    // Without the worker the page is the same.
    register(new URL('pekerja.js', manifest.href), isFirst).catch(() => undefined);
  });
}

async function register(worker: URL, isFirst: boolean): Promise<void> {
  await navigator.serviceWorker.register(worker);
  const { active } = await navigator.serviceWorker.ready;
  if (isFirst) active?.postMessage([location.href, ...loadedAssets()]);
}

function loadedAssets(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.includes('/aset/'));
}
