import { expect, test } from 'vitest';
import { neverHaveTo, whatNext, type NextFacts } from './what-next.ts';

const facts = (given: Partial<NextFacts> = {}): NextFacts => ({
  mediationAdviser: 'Fair Talk, 0300 000 0003',
  adviceService: 'Advice Meadowshire',
  disagreementService: '',
  contact: { name: 'Priya Shah', phone: '0300 000 0001' },
  need: 'needed',
  knowsDecision: true,
  meetingOpen: false,
  certified: false,
  appealed: false,
  dates: [],
  today: '2026-11-23',
  ...given,
});
const titles = (given: Partial<NextFacts>) => whatNext(facts(given)).map(({ title }) => title);

test('DIS21: wherever mediation is spoken of a family reads that it never has to, and that this is not held against it', () => {
  expect(neverHaveTo).toContain('not held against you');
  for (const given of [
    {},
    { meetingOpen: true },
    { need: 'none' },
    { need: 'for_school_only' },
  ] as Partial<NextFacts>[])
    for (const { title, words } of whatNext(facts(given)))
      if (/meeting|settle/i.test(title)) expect(words).toContain(neverHaveTo);
});
test('DIS21: what is done, or cannot be, is not offered; free help is always last', () => {
  expect(titles({ knowsDecision: false, need: 'none' })).toEqual([
    'Say which decision it is about',
    'Talk it over',
    'Ask for somebody to help you both settle it',
    'Free advice',
  ]);
  expect(titles({})).toContain('Ring the mediation adviser');
  expect(titles({ certified: true })).not.toContain('Ring the mediation adviser');
  expect(titles({ need: 'for_school_only' })).not.toContain('Ring the mediation adviser');
  expect(titles({ appealed: true })).not.toContain('Appeal to the tribunal');
  expect(titles({ meetingOpen: true })).toContain('Get ready for the meeting');
  expect(titles({ appealed: true }).at(-1)).toBe('Free advice');
});
test('DIS7: once the last day has passed the way to the tribunal is still there, with who can help', () => {
  const appeal = whatNext(facts({ today: '2028-01-01' })).find(({ title }) => title === 'Appeal to the tribunal')!;
  expect(appeal.words.join(' ')).toContain('It can still say yes. Advice Meadowshire can help you say why it is late.');
});
