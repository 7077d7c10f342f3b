import { expect, test } from 'vitest';
import { functionLengths, importsOf, withoutComments } from './tree.ts';

// The architecture test reads the tree through these. Each is shown a fault, to prove that it would see one.

test('imports are found in every form, and where they lead', () => {
  const text = `import type { A } from '#domain/cases/a.ts';
import { b } from '../../server/db.ts';
import './c.css';
export { d } from 'postgres';
const e = await import('#realtime/server/e.ts');`;
  expect(importsOf({ path: 'src/routes/x/+page.server.ts', text })).toEqual([
    { to: 'src/domain/cases/a.ts', typeOnly: true },
    { to: 'src/server/db.ts', typeOnly: false },
    { to: 'src/routes/x/c.css', typeOnly: false },
    { to: 'postgres', typeOnly: false },
    { to: 'src/realtime/server/e.ts', typeOnly: false },
  ]);
});

test('an import spread over lines, and one in a component, are found too', () => {
  const text = `<script lang="ts">\n  import {\n    a,\n    b,\n  } from '#server/db.ts';\n</script>\n<p>import x from 'y'</p>`;
  expect(importsOf({ path: 'src/ui/X.svelte', text })).toEqual([{ to: 'src/server/db.ts', typeOnly: false }]);
});

test('a function is as long as its lines, and has its name', () => {
  const text = `const short = () => 1;\nexport function long() {\n${'  step();\n'.repeat(50)}}\n`;
  expect(functionLengths({ path: 'x.ts', text })).toEqual([
    { name: 'short', lines: 1 },
    { name: 'long', lines: 52 },
  ]);
});

test('comments go, and addresses that look like comments stay', () => {
  expect(withoutComments('a; // gone\n/* gone */ "http://stays"<!-- gone -->')).toBe('a; \n "http://stays"');
});
