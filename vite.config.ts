import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { withoutCrown } from './.config/govuk-css.js';
import { websocketOnly } from './.config/websocket-only.js';
import { realtimeInDev } from './scripts/realtime-in-dev.js';

export default defineConfig({
  plugins: [websocketOnly(), sveltekit(), realtimeInDev()],
  // GOV.UK Frontend's stylesheet holds hacks for old browsers that the strict parser refuses.
  css: { lightningcss: { errorRecovery: true }, postcss: { plugins: [withoutCrown()] } },
  build: { sourcemap: false },
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    // What is tested is mostly not the scanner; the tests of it make their own.
    env: { SCANNER: 'off' },
    // Two cores shared by a browser, a server and PostgreSQL: what is waited for comes, but not always within a second.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
