import { expect, test } from 'vitest';
import { keepsOpen, type Found } from './keeps-open.ts';

const TODAY = '2026-11-23';
const found = (what: Found['what'], on: string | null = null, words = ''): Found => ({ what, which: 'id', on, words });
const said = (...all: Found[]) => keepsOpen(all, TODAY).map(({ words }) => words);

test('CLO4: each thing that is open is said with its page', () => {
  const open = keepsOpen([found('promise', '2026-11-30', 'Ring back'), found('appeal'), found('mail', TODAY)], TODAY);
  expect(open).toEqual([
    { words: 'A promise is open: Ring back, due 30 November 2026', path: '/promises' },
    { words: 'An appeal is open', path: '/appeals/id' },
    { words: 'An e-mail waits to be sorted, since 23 November 2026', path: '/messages/held' },
  ]);
});

test('CLO4: a time to appeal runs to its last day, and a certificate moves it on', () => {
  expect(said(found('letter', '2026-09-20'))).toEqual([]);
  expect(said(found('letter', '2026-09-23'))[0]).toContain('until Monday 23 November 2026, today');
  expect(said(found('letter', '2026-05-01'), found('certificate', '2026-10-23'))).toHaveLength(1);
  expect(said(found('letter', '2026-05-01'), found('certificate', '2026-10-20'))).toEqual([]);
  expect(said(found('certificate', TODAY))).toEqual([]);
  expect(keepsOpen([found('plan_made', '2026-10-01')], TODAY)[0]?.path).toBe('/dates');
});

test('CLO4: of several letters the last says how long, and a year whose bank holidays nobody knows is not guessed', () => {
  expect(said(found('letter', '2026-11-02'), found('letter', '2026-01-05'))).toHaveLength(1);
  expect(said(found('letter', '2199-01-05'))[0]).toContain('Nobody can say');
});
