import { expect, test } from 'vitest';
import type { ThreadEntry } from '#domain/contact/thread/thread.server.ts';
import { entryInWords } from './view.ts';

const message = {
  ...{ contactEntryId: 'e', kind: 'message', direction: 'in', withPersonId: 'dana', automatic: false, words: 'Hello?' },
  ...{
    mode: null,
    whoWasThere: '',
    came: null,
    happenedAt: new Date('2026-11-03T10:00:00Z'),
    chases: false,
    hard: false,
  },
  ...{ answersId: null, whyNotAsAsked: '', nextOn: null, waitsFor: '', at: new Date('2026-11-03T10:00:00Z') },
  ...{ author: { name: 'Dana', role: 'parent', me: false }, withName: 'Dana', answers: null, papers: [] },
} as ThreadEntry;
const read = (given: Partial<ThreadEntry>, side: 'family' | 'council' = 'council') =>
  entryInWords({ ...message, ...given }, { side }, { sendings: [], papers: new Map() });

test('THR5: what was sent by itself is nobody’s own word, whoever wrote it once', () => {
  const holding = { kind: 'holding', direction: 'out', automatic: true } as const;
  const priya = { name: 'Priya Shah', role: 'case_officer', me: false } as const;
  expect(read({ ...holding, author: priya }, 'family')).toMatchObject({
    who: 'Council: sent by itself',
    facts: ['Automatic: no person sent it. Priya Shah wrote the words once'],
    mayBeAnswered: false,
  });
  expect(read({ ...holding, author: null }).who).toBe('Council: sent by itself');
});

test('THR7: each entry says who, to whom and when, with the side in a word', () => {
  expect(read({})).toMatchObject({ who: 'Family: Dana, parent or carer', to: 'To the council only', by: 'family' });
  expect(read({ author: null }).who).toBe('Family: Dana');
  expect(read({ withPersonId: null, withName: null }).to).toBe(
    'To the council and everybody in the family on this case',
  );
});

test('THR13: a call of the family’s is theirs, whoever of the council wrote it down', () => {
  const priya = { name: 'Priya Shah', role: 'case_officer', me: true } as const;
  const call = { kind: 'call', came: 'spoke', author: priya } as const;
  expect(read(call)).toMatchObject({ who: 'Family: Dana', facts: expect.arrayContaining(['Written down by you']) });
  expect(read({ ...call, author: { ...priya, me: false } }, 'family').who).toBe('Family: you');
  expect(read({ ...call, direction: 'out' }).who).toBe('Council: you');
});

test('X43: where nobody could be told, the page says to ring', () => {
  expect(read({ direction: 'out' }).notArrived).toEqual([expect.stringContaining('Ring.')]);
  expect(read({ direction: 'out' }, 'family').notArrived).toEqual([]);
});
