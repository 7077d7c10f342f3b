import { describe, expect, test } from 'vitest';
import { pathRefused, pathWords, whatFalls, type PathFacts } from './paths.ts';

const facts = (more: Partial<PathFacts> = {}): PathFacts => ({
  ...{ stage: 'registered', responseDueOn: '2025-09-23', on: '2025-09-23' },
  ...more,
});

describe('the paths an appeal can take', () => {
  test('END1: each says what it does in law, when it may be chosen and where that stands', () => {
    for (const { label, effect, when, source } of Object.values(pathWords)) {
      expect([label, when, source, ...effect].every((words) => words.length > 0)).toBe(true);
      expect(effect.join(' ')).not.toContain('upheld');
    }
    expect(pathWords.withdraw.effect[0]).toContain('no order');
  });

  test('END2: not opposing is only for before the response is due: the day itself is in time', () => {
    expect(pathRefused('unopposed', facts())).toBeNull();
    expect(pathRefused('unopposed', facts({ on: '2025-09-24' }))).toContain('was due on Tuesday 23 September 2025');
    expect(pathRefused('unopposed', facts({ stage: 'responded' }))).toContain('order by consent');
    expect(pathRefused('unopposed', facts({ responseDueOn: null }))).toBeNull();
  });

  test('END2: an order by consent is only for after the response; to withdraw and to go on, for any open appeal', () => {
    expect(pathRefused('consent', facts())).toContain('before our response');
    expect(pathRefused('consent', facts({ stage: 'bundle_sent' }))).toBeNull();
    for (const path of ['withdraw', 'contest', 'settle_early'] as const) {
      expect(pathRefused(path, facts())).toBeNull();
      expect(pathRefused(path, facts({ stage: 'closed' }))).toBe('This appeal has ended.');
    }
  });

  test('END5: what was asked of health and social care falls with the education part, and only where it was asked', () => {
    const none = { asksHealth: false, asksSocialCare: false };
    expect(whatFalls('unopposed', none)).toBeNull();
    expect(whatFalls('unopposed', { ...none, asksHealth: true })).toContain('about health falls with it');
    expect(whatFalls('withdraw', { asksHealth: true, asksSocialCare: true })).toContain('health and social care');
    expect(whatFalls('contest', { asksHealth: true, asksSocialCare: true })).toBeNull();
  });
});
