/**
 * Keeps the book for reading without a network: the service worker made at build stores every file after the first
 * visit. It never reloads a page; a new edition takes over when the last page of the old one is closed.
 */
export function keepForOffline(root: string): void {
  if (!('serviceWorker' in navigator)) return;
  const register = () => {
    navigator.serviceWorker.register(new URL('sw.js', root), { scope: root }).catch(() => {
      // A private window or a storage that is full: the book is read from the network, as before.
    });
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
