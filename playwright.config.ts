import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/chromium.mjs';

const executablePath = findChromium();

/** End-to-end tests of the built book in `dist/`, in the system's Chromium. Each test's server is a fixture. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/e2e.json' }]],
  // What measures time has the machine to itself: it runs after all the others.
  projects: [
    { name: 'book', testIgnore: /smooth\.spec/ },
    { name: 'smooth', testMatch: /smooth\.spec/, dependencies: ['book'] },
  ],
  use: {
    // Storing the whole book takes longer than most tests; `offline.spec.ts` lets it be stored.
    serviceWorkers: 'block',
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Without a graphics card Chromium draws WebGL in software only when it is told to; the page itself is then put
      // together faster without it.
      args: [
        '--no-sandbox',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--disable-gpu-compositing',
        '--disable-gpu-rasterization',
        '--disable-dev-shm-usage',
      ],
    },
  },
});
