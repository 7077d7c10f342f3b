import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { withoutCrown } from './.config/govuk-css.js';
import { websocketOnly } from './.config/websocket-only.js';
import { realtimeInDev } from './scripts/realtime-in-dev.js';

export default defineConfig({
  plugins: [websocketOnly(), sveltekit(), realtimeInDev()],
  // GOV.UK Frontend's stylesheet holds hacks for old browsers that the strict parser refuses.
  css: { lightningcss: { errorRecovery: true }, postcss: { plugins: [withoutCrown()] } },
  build: {
    sourcemap: false,
    // What each page is made of would stand in a list that every first visit brings, two kilobytes of it. A page brings its
    // own list when it is asked for; whoever goes on to another page waits for one more short answer.
    rolldownOptions: {
      output: {
        // What every page brings packs better in one file than in several.
        codeSplitting: { groups: [{ name: 'every-page', test: /node_modules\/(svelte|@sveltejs\/kit)\// }] },
      },
    },
    modulePreload: { resolveDependencies: (_, parts) => parts.filter((part) => part.endsWith('.css')) },
  },
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    // What is tested is mostly not the scanner; the tests of it make their own.
    env: { SCANNER: 'off' },
    // Two cores shared by a browser, a server and PostgreSQL: what is waited for comes, but not always within a second.
    // How long it took is never what these limits judge: they only end what would wait for ever.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
