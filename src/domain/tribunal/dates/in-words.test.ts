import { describe, expect, test } from 'vitest';
import { datesOf, type AppealFacts, type DirectedDate } from './appeal-days.ts';
import { viewsInWords } from './appeal-forms.ts';
import { dayInWords } from './day-in-words.ts';
import { inTimeInWords } from './in-time.ts';

const facts: AppealFacts = {
  ground: 'not_assess',
  papersOn: null,
  hearingOn: null,
  stage: 'registered',
  outcome: 'pending',
  endedOn: null,
};
const directed = (row: Partial<DirectedDate>) =>
  datesOf(facts, [
    { kind: 'response', on: '2026-10-14', atMinute: null, basis: 'directed', source: 'Letter', doneOn: null, ...row },
  ]).find(({ kind }) => kind === (row.kind ?? 'response'))!;
const said = (row: Partial<DirectedDate>, today = '2026-10-10') => dayInWords(directed(row), today, 'council');

describe('a day in words', () => {
  test('TRD8: late is a fact with its number of days, early is no fact, and what has passed is said', () => {
    expect(said({ doneOn: '2026-10-17' }).fact).toBe(
      'Done on Saturday 17 October 2026, 3 days after the day it was due',
    );
    expect(said({ doneOn: '2026-10-15' }).fact).toContain('one day after');
    expect(said({ doneOn: '2026-10-12' }).fact).toBe('Done on Monday 12 October 2026');
    expect(said({}, '2026-10-15')).toMatchObject({
      fact: 'This day has passed, and nothing is written down',
      countdown: 'yesterday',
    });
  });
  test('TRD1 CAL9: five in the afternoon unless the tribunal gave a time; a hearing has only its own', () => {
    expect(said({})).toMatchObject({ on: 'Wednesday 14 October 2026', by: 'by 5pm', countdown: 'in 4 days' });
    expect(said({ atMinute: 12 * 60 }).by).toBe('by 12.00pm');
    expect(said({ kind: 'hearing' }).by).toBe('');
    expect(said({ kind: 'hearing', atMinute: 10 * 60 + 30 }).by).toBe('at 10.30am');
  });
  test('TRD6 X26: a day nobody can reckon is not known, with no countdown', () => {
    const [unknown] = datesOf({ ...facts, papersOn: '2028-12-01' }, []);
    expect(dayInWords(unknown!, '2028-12-02', 'family')).toMatchObject({ on: 'Not known', by: '', countdown: null });
  });
});

test('TRD9: the five days for views are shown both ways, and a request that did not wait is said to be so', () => {
  const waited = viewsInWords({ on: '2026-11-13', copiedOn: '2026-11-05' });
  expect(waited).toContain(
    'Tuesday 10 November 2026 if every day counts, and Thursday 12 November 2026 if only working days do',
  );
  expect(waited).not.toContain('before either');
  expect(viewsInWords({ on: '2026-11-06', copiedOn: '2026-11-05' })).toContain('It was sent before either day.');
  expect(viewsInWords({ on: '2026-11-06', copiedOn: null })).toBeNull();
});

describe('in time', () => {
  const appeal = { decisionSentOn: '2025-06-10', certificateOn: null, sentOn: null, registeredOn: null };
  test('TRD10 X26 X27: from the day it was sent, or registered, against the last day to appeal', () => {
    expect(inTimeInWords({ ...appeal, sentOn: '2025-09-01' })).toMatch(/Monday 1 September 2025.*came in time/);
    expect(inTimeInWords({ ...appeal, registeredOn: '2025-08-20' })).toContain('came in time');
    expect(inTimeInWords({ ...appeal, sentOn: '2025-09-02', registeredOn: '2025-09-10' })).toMatch(
      /sent on Tuesday 2 September 2025, after that day.*tribunal decides/,
    );
    expect(
      inTimeInWords({ ...appeal, decisionSentOn: '2025-09-15', certificateOn: '2025-11-03', sentOn: '2025-12-03' }),
    ).toContain('Wednesday 3 December 2025');
  });
  test('TRD10: what is not known is said to be not known', () => {
    expect(inTimeInWords({ ...appeal, registeredOn: '2025-09-20' })).toContain('When it was sent is not written down');
    expect(inTimeInWords(appeal)).toContain('is not written down');
    expect(inTimeInWords({ ...appeal, decisionSentOn: null })).toBeNull();
    expect(inTimeInWords({ ...appeal, decisionSentOn: '2028-11-10' })).toContain('bank holidays of 2029');
  });
});
