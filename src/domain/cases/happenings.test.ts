import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { actionsOf, happenings } from './happenings.ts';

const domain = fileURLToPath(new URL('..', import.meta.url));
/** Recorded in the council's own chain, where no case is concerned. */
const ofNoCase =
  /^(password|recovery_codes?|sign_in|staff|demo|meeting|month|pilot|library|wording|complaint|learning|sample|holding)\./;

test('CAS16: everything a room records on a case has words, or is said to be quiet', () => {
  const sources = readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.server.ts'),
  );
  const recorded = sources.flatMap((path) =>
    [...readFileSync(join(domain, path), 'utf8').matchAll(/action: '([a-z_]+\.[a-z_-]+)'/g)].map(
      ([, action]) => action!,
    ),
  );
  expect(recorded).toContain('case.opened');
  const wordless = recorded.filter((action) => !ofNoCase.test(action) && !(action in happenings));
  expect(
    wordless.map(
      (action) =>
        `"${action}" has no words: add a line to src/domain/cases/happenings.ts, or to the file of its room beside it.`,
    ),
  ).toEqual([]);
});

test('CAS16: no words name a person or call anybody what they did not ask to be called', () => {
  const said = Object.values(happenings).map(({ did }) => did);
  expect(said.join('\n')).not.toMatch(/\b(mum|dad|service user|the parent|the child’s mother)\b/i);
  expect(actionsOf('look').length + actionsOf('change', 'council_change', 'room', 'quiet').length).toBe(said.length);
});
