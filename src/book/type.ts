import { keepPlace } from './place.ts';

/** Larger and smaller type, in steps that are kept on this device. `public/theme.js` sets it before the first paint. */
const place = 'spikebook:type';
const steps = [0.85, 1, 1.15, 1.3, 1.5, 1.75, 2];

export function changeType(by: 1 | -1): void {
  const root = document.documentElement;
  const now = Number(root.style.getPropertyValue('--type-asked')) || 1;
  const nearest = steps.reduce((best, step) => (Math.abs(step - now) < Math.abs(best - now) ? step : best));
  const next = steps[Math.min(steps.length - 1, Math.max(0, steps.indexOf(nearest) + by))] ?? 1;
  keepPlace(() => root.style.setProperty('--type-asked', String(next)));
  try {
    if (next === 1) localStorage.removeItem(place);
    else localStorage.setItem(place, String(next));
  } catch {
    // No storage here: the size lasts as long as the page.
  }
}
