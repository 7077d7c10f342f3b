import { describe, expect, test } from 'vitest';
import {
  consequenceInWords,
  countsInWords,
  saidInWords,
  stateOfRow,
  whyNotAnswer,
  type Answer,
  type OpenRow,
  type RowFacts,
  closed,
} from './check.ts';

const row = (family: Answer | null, council: Answer | null, hasPaper = false): RowFacts => ({
  family: family && { answer: family, note: '' },
  council: council && { answer: council, note: '' },
  hasPaper,
});
const open = (title: string, dueOn: string | null, facts = row(null, null)): OpenRow => ({ title, dueOn, ...facts });

describe('have we got everything', () => {
  test('EV4: disagreement is a state of the row, and nobody’s answer wins', () => {
    expect(stateOfRow(row('missing', 'not_needed', true))).toBe('differs');
    expect(stateOfRow(row('there', 'there'))).toBe('there');
    expect(stateOfRow(row('missing', null, true))).toBe('missing');
    expect(stateOfRow(row(null, null, true))).toBe('there');
    expect(stateOfRow(row(null, null))).toBe('unanswered');
  });
  test('EV5: counts in words', () => {
    expect(countsInWords([row('there', 'there'), row('missing', 'missing'), row('not_needed', null)])).toBe(
      '1 there, 1 missing, 1 not needed',
    );
    expect(countsInWords([])).toBe('0 there, 0 missing');
    expect(countsInWords([row('missing', 'there'), row(null, null)])).toBe(
      '0 there, 0 missing, 1 you see differently, 1 not answered yet',
    );
  });
  test('EV4: each side’s answer is said in its own words', () => {
    expect(saidInWords('Council', { answer: 'not_needed', note: 'the school sent one' })).toBe(
      'Council: not needed, because the school sent one',
    );
    expect(saidInWords('You', { answer: 'missing', note: '' })).toBe('You: missing');
    expect([closed('You: missing'), closed('You: missing. We never saw it.')]).toEqual([
      'You: missing.',
      'You: missing. We never saw it.',
    ]);
    expect(saidInWords('You', { answer: 'there', note: 'Two pages' })).toBe('You: there. Two pages');
    expect(saidInWords('Family', null)).toBe('Family: not answered yet');
  });
  test('EV6: “not needed” needs a reason, the other answers do not', () => {
    expect(whyNotAnswer('not_needed', '  ')).toContain('Say why');
    expect(whyNotAnswer('not_needed', 'It is in the school report')).toBeNull();
    expect(whyNotAnswer('missing', '')).toBeNull();
  });
  test('EV7: the consequence names the paper that is due first, with its day', () => {
    const rows = [open('Health report', '2026-05-10'), open('School report', '2026-05-08'), open('Letters', null)];
    expect(consequenceInWords(rows, '2026-05-14', '2026-05-01')).toBe(
      'If “School report” isn’t in by Friday 8 May 2026, the Board may decide without it. You can ask for a senior manager to look.',
    );
    expect(consequenceInWords(rows, '2026-05-14', '2026-05-12')).toContain('by Thursday 14 May 2026');
    expect(consequenceInWords(rows, null, '2026-05-12')).toContain('is late');
    expect(
      consequenceInWords([open('Health report', '2026-05-10', row('not_needed', 'not_needed'))], null, '2026-05-01'),
    ).toBeNull();
    expect(
      consequenceInWords([open('Health report', '2026-05-10', row(null, null, true))], null, '2026-05-01'),
    ).toBeNull();
  });
});
