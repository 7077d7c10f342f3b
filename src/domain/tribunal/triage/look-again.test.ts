import { describe, expect, test } from 'vitest';
import { lookAgainDefault, lookAgainRefused, type LookAgainFacts } from './look-again.ts';

const facts = (more: Partial<LookAgainFacts> = {}): LookAgainFacts => ({
  ...{ today: '2026-09-03', responseDueOn: '2026-10-14', hearingOn: '2026-12-21' },
  ...more,
});

describe('when to look again', () => {
  test('TRI11: in ten of the council’s working days, over a bank holiday, and in August as in any month', () => {
    expect(lookAgainDefault(facts())).toBe('2026-09-17');
    expect(lookAgainDefault(facts({ today: '2026-08-21', responseDueOn: null }))).toBe('2026-09-07');
  });

  test('TRI11: before the response, on its last working day where that comes sooner; when it is sent, it holds nothing up', () => {
    expect(lookAgainDefault(facts({ today: '2026-10-02', responseDueOn: '2026-10-12' }))).toBe('2026-10-09');
    expect(lookAgainDefault(facts({ today: '2026-10-13' }))).toBe('2026-10-14');
    expect(lookAgainDefault(facts({ responseDueOn: null }))).toBe('2026-09-17');
  });

  test('TRI11: in a year whose bank holidays nobody knows there is no day to suggest', () => {
    expect(lookAgainDefault(facts({ today: '2090-03-01' }))).toBeNull();
  });

  test('TRI11: after today, and no later than the response or the hearing that is to come', () => {
    expect(lookAgainRefused('2026-10-14', facts())).toBeNull();
    expect(lookAgainRefused('2026-09-03', facts())).toContain('after today');
    expect(lookAgainRefused('2026-10-15', facts())).toContain('Wednesday 14 October 2026');
    expect(lookAgainRefused('2026-12-22', facts({ responseDueOn: null }))).toContain('The hearing is on');
    expect(lookAgainRefused('2026-12-22', facts({ today: '2026-12-21', responseDueOn: '2026-10-14' }))).toBeNull();
    for (const odd of ['', 'soon', '2026-02-30', '27/9/2026'])
      expect(lookAgainRefused(odd, facts())).toContain('such as');
  });
});
