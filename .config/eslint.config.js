import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from '../svelte.config.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the house does not do, and what to do instead. */
const houseImports = {
  paths: [
    {
      name: 'y-indexeddb',
      message: 'It keeps readable words on the device. Unsent work goes through realtime/client, encrypted.',
    },
    { name: '$app/stores', message: 'Use $app/state.' },
  ],
  patterns: [
    { group: ['$lib', '$lib/*'], message: 'Use the subpaths of package.json: #domain, #realtime, #server, #ui.' },
    { group: ['$env/*'], message: 'The environment is read in server/env.ts alone.' },
  ],
};
const houseSyntax = [
  {
    selector: "CallExpression[callee.object.name='io'][callee.property.name=/^(emit|to|in|except|send)$/]",
    message:
      'An audience that turns out empty would mean everyone. Send through the helper in realtime/server that refuses one.',
  },
  { selector: "CallExpression[callee.name='invalidateAll']", message: "Name what changed: invalidate('case:…')." },
  { selector: 'TSEnumDeclaration', message: 'Node runs these files directly and cannot strip an enum. Use a union.' },
];

export default defineConfig(
  { basePath: root, ignores: ['build/', '.svelte-kit/', '.data/', 'node_modules/', 'bench-results/'] },
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // TypeScript knows what is defined.
      'no-undef': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-imports': ['error', houseImports],
      'no-restricted-syntax': ['error', ...houseSyntax],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A Map or a Set that is made afresh each time needs to be nothing more.
      'svelte/prefer-svelte-reactivity': 'off',
      // Plain anchors are the rule here: every page works without JavaScript, and nothing is served under a base path.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['src/**/*.ts', 'scripts/**/*.ts', 'tests/**/*.ts'],
    ignores: ['**/*.svelte.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      // A promise nobody waits for fails where nobody looks.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
    },
  },
  // Without types: asking TypeScript about components as well makes it read the whole project again for each file.
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  // The helper itself, and the one moment at which everyone is meant: the server is going.
  { files: ['src/realtime/server/emit.ts', 'src/realtime/server/attach.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['scripts/**', 'tests/**', '.config/**'], rules: { 'no-console': 'off' } },
  // A breakage on purpose is what these show to be caught.
  { files: ['**/breakages.test.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
