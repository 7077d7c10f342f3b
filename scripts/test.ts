import { spawnSync } from 'node:child_process';
import { startVitest, type TestCase } from 'vitest/node';
import { findBrowser, howToGetABrowser } from '../tests/support/browser.ts';
import { buildIfNeeded } from './built.mjs';

/** The steps before the tests, each counted as one. They all run, so that one look shows everything that is wrong. */
const steps: Record<string, () => void | Promise<void>> = {
  check: () => npmRun('check'),
  lint: () => npmRun('lint'),
  build: () => buildIfNeeded(),
};

function npmRun(name: string): void {
  const done = spawnSync('npm', ['run', '--silent', name], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) throw new Error(`npm run ${name} failed.`);
}

let passed = 0;
let failed = 0;
const skipped: string[] = [];

for (const [name, step] of Object.entries(steps)) {
  const startedAt = performance.now();
  try {
    await step();
    passed += 1;
    console.log(`${name}: passed in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  } catch (error) {
    failed += 1;
    console.error(`${name}: ${(error as Error).message}`);
  }
}

if (!(await findBrowser())) console.log(howToGetABrowser);
const vitest = await startVitest('test', [], { watch: false, reporters: ['default'] });
for (const module of vitest.state.getTestModules()) {
  if (module.state() === 'failed' && module.children.size === 0) failed += 1;
  for (const test of module.children.allTests()) count(test);
}
failed += vitest.state.getUnhandledErrors().length;
await vitest.close();

function count(test: TestCase): void {
  const result = test.result();
  if (result.state === 'passed') passed += 1;
  else if (result.state === 'failed') failed += 1;
  else
    skipped.push(
      `${test.module.relativeModuleId}: ${test.fullName}${'note' in result && result.note ? ` (${result.note})` : ''}`,
    );
}

for (const name of skipped) console.log(`skipped: ${name}`);
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed ? 1 : 0);
