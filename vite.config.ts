import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [sveltekit()],
  // GOV.UK Frontend's stylesheet holds hacks for old browsers that the strict parser refuses.
  css: { lightningcss: { errorRecovery: true } },
  build: { sourcemap: false },
});
