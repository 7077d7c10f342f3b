import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ out: 'build' }),
    typescript: {
      config: (config) => ({ ...config, include: [...config.include, '../scripts/**/*', '../.config/**/*'] }),
    },
    // A refusal is rendered as one page whatever address was asked for, so its files are named from the root.
    paths: { relative: false },
    // hooks.server.ts checks Origin exactly on every unsafe method; Kit's own check stays on as the second one.
    csp: {
      mode: 'nonce',
      directives: {
        'default-src': ['none'],
        'script-src': ['self'],
        'style-src': ['self'],
        // The router hides its own announcement of a new page with this one style attribute; no other is let through.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'worker-src': ['self'],
        'form-action': ['self'],
        'base-uri': ['none'],
        'object-src': ['none'],
        'frame-ancestors': ['none'],
      },
    },
  },
};
