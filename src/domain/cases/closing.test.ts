import { describe, expect, test } from 'vitest';
import { about } from './about.ts';
import { closedWords } from './closed-in-words.ts';
import { faultsInClosing, reasonsToClose, type ClosingFacts, type ClosingGiven } from './closing.ts';

const facts: ClosingFacts = { bornOn: '2001-11-23', requestReceivedOn: '2025-01-06', certificateOn: null };
const given: ClosingGiven = {
  ...{ because: 'moved', closedOn: '2026-11-20', letterSentOn: '', words: 'The papers went to Northshire.' },
};
const TODAY = '2026-11-23';
const faults = (change: Partial<ClosingGiven>, of = facts) => faultsInClosing({ ...given, ...change }, of, TODAY);

describe('closing a case', () => {
  test.each([
    [{ because: '' }, 'because'],
    [{ because: 'toString' }, 'because'],
    [{ because: 'too_much_work' }, 'because'],
    [{ closedOn: '' }, 'closedOn'],
    [{ closedOn: '2026-02-30' }, 'closedOn'],
    [{ closedOn: '2026-11-24' }, 'closedOn'],
    [{ closedOn: '2025-01-05' }, 'closedOn'],
    [{ words: '' }, 'words'],
    [{ words: 'x'.repeat(1001) }, 'words'],
    [{ because: 'no_assess' }, 'letterSentOn'],
    [{ because: 'ceased', letterSentOn: 'soon' }, 'letterSentOn'],
  ])('CLO1 CLO2: a closing with %o is refused at its field', (change, field) => {
    expect(faults({})).toEqual({});
    expect(Object.keys(faults(change))).toEqual([field]);
  });

  test('CLO3: a no ends a case the day after the time to appeal, by the tribunal’s calendar', () => {
    const no = { because: 'no_issue', letterSentOn: '2026-06-10' };
    // Two months end in August, so the time ends on the first working day of September.
    expect(faults({ ...no, closedOn: '2026-09-01' }).letterSentOn).toContain('1 September 2026');
    expect(faults({ ...no, closedOn: '2026-09-02' })).toEqual({});
    const certified = { ...facts, certificateOn: '2026-10-12' };
    expect(faults({ ...no, closedOn: '2026-11-12' }, certified).letterSentOn).toContain('12 November 2026');
    expect(faults({ ...no, closedOn: '2026-11-13' }, certified)).toEqual({});
  });

  test('CLO2: nobody is 25 before their birthday', () => {
    expect(faults({ because: 'turned_25', closedOn: '2026-11-22' }).because).toContain('23 November 2026');
    expect(faults({ because: 'turned_25', closedOn: '2026-11-23' })).toEqual({});
  });

  test('CLO5: every reason says what it means and what they still can do, to each in words of their own', () => {
    for (const because of reasonsToClose)
      for (const who of [about('Maya', false), about('Maya', true)]) {
        const { means, still } = closedWords(because, who);
        expect(means.length).toBeGreaterThan(0);
        expect(still.some((sentence) => sentence.includes('write to us'))).toBe(true);
        for (const sentence of [...means, ...still]) {
          expect(sentence).toMatch(/^[A-Z].*\.$/);
          expect(sentence.split(/[.,] /).every((part) => part.split(' ').length <= 20)).toBe(true);
        }
      }
    expect(closedWords('died', about('Maya', false)).means).toEqual(['We are very sorry that Maya has died.']);
  });
});
