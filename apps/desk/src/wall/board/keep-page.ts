/**
 * Lets the service worker keep this page and what it has loaded, so that a screen which restarts without a network shows its last
 * figures. Browsers have service workers over https (and on localhost) alone; elsewhere a restart needs the network.
 */
export function keepPage(): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker
    .register('/layar/pekerja.js', { scope: '/layar' })
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => active?.postMessage([location.origin + location.pathname, ...loadedAssets()]))
    // A screen without the worker shows the same while it is not restarted.
    .catch(() => undefined);
}

function loadedAssets(): string[] {
  return performance
    .getEntriesByType('resource')
    .flatMap(({ name }) => (name.startsWith(`${location.origin}/kerja/assets/`) ? [name] : []));
}
