import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agendaFor, isOnAgenda } from './agenda.ts';
import { breakEnds, breakInWords } from './break.ts';
import { closingInWords, mayClose } from './closing.ts';
import { MOST_TURNS_BEFORE_FAMILY, speakingOrder, type Hand } from './hands.ts';

const hand = (personId: string, side: Hand['side'], raisedAtMs: number, turnsWaited = 0): Hand => ({
  personId,
  side,
  raisedAtMs,
  turnsWaited,
});
const order = (hands: Hand[]) =>
  speakingOrder(hands)
    .map(({ personId }) => personId)
    .join(' ');

test('SP7: item 1 is always the child, and the hour adds up', () => {
  const agenda = agendaFor('Maya');
  expect(agenda[0]).toMatchObject({ key: 'child', title: 'Maya’s page' });
  expect(agenda.reduce((minutes, item) => minutes + item.guideMinutes, 0)).toBe(60);
  expect([isOnAgenda(0), isOnAgenda(4), isOnAgenda(5), isOnAgenda(-1), isOnAgenda(0.5)]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

describe('hands', () => {
  test('SP8: the order hands went up is kept', () => {
    expect(order([hand('b', 'family', 2), hand('a', 'council', 1), hand('c', 'neutral', 3)])).toBe('a b c');
  });
  test('SP8: a family hand waits for at most two professionals', () => {
    expect(
      order([hand('p1', 'council', 1), hand('p2', 'neutral', 2), hand('p3', 'council', 3), hand('f', 'family', 4)]),
    ).toBe('p1 p2 f p3');
  });
  test('SP8: turns already waited count', () => {
    expect(order([hand('p2', 'council', 2), hand('f', 'family', 3, 2)])).toBe('f p2');
  });
  test('SP8: over any meeting, no family hand ever waits for more than two professionals', () => {
    const raising = fc.record({
      side: fc.constantFrom<Hand['side']>('family', 'council', 'neutral'),
      thenCall: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(raising, { maxLength: 40 }), (meeting) => {
        let up: Hand[] = [];
        const call = () => {
          const [next, ...rest] = speakingOrder(up);
          if (!next) return;
          expect(next.side === 'family' ? next.turnsWaited : 0).toBeLessThanOrEqual(MOST_TURNS_BEFORE_FAMILY);
          const waited = next.side === 'family' ? 0 : 1;
          up = rest.map((other) => ({ ...other, turnsWaited: other.turnsWaited + waited }));
        };
        meeting.forEach(({ side, thenCall }, index) => {
          up.push(hand(`h${index}`, side, index));
          if (thenCall) call();
        });
        while (up.length > 0) call();
      }),
    );
  });
});

describe('a break', () => {
  const now = new Date('2026-05-14T13:25:00Z');
  test('SP9: the break says until when, and who asked only when they want', () => {
    expect(breakInWords(breakEnds('10', now), now, null)).toBe('Break until 2.35pm.');
    expect(breakInWords(breakEnds('10', now), now, 'Dana')).toBe('Dana asked for a break. Break until 2.35pm.');
  });
  test('SP9: a break that runs on is fine', () => {
    expect(breakInWords(now, new Date('2026-05-14T13:40:00Z'), null)).toContain(
      'We may finish another day: that is fine.',
    );
  });
  test('SP9: stopping for today lasts until midnight in England, summer and winter', () => {
    expect(breakEnds('today', now).toISOString()).toBe('2026-05-14T23:00:00.000Z');
    expect(breakEnds('today', new Date('2026-01-14T13:00:00Z')).toISOString()).toBe('2026-01-15T00:00:00.000Z');
    expect(breakInWords(breakEnds('today', now), now, null)).toContain('We have stopped for today.');
    expect(breakInWords(breakEnds('today', now), new Date('2026-05-15T08:00:00Z'), null)).toBeNull();
  });
});

describe('closing', () => {
  const line = { hearFrom: 'priya', hearBy: '2026-05-21', hearHow: 'call' };
  const today = '2026-05-14';
  test('SP10: nobody leaves without a name, a date and a way', () => {
    expect(mayClose(line, ['priya'], today)).toBeNull();
    expect(mayClose({ ...line, hearFrom: 'dana' }, ['priya'], today)).toEqual(['hear-from-needed', 'hearFrom']);
    expect(mayClose({ ...line, hearBy: '2026-02-30' }, ['priya'], today)).toEqual(['hear-by-needed', 'hearBy']);
    expect(mayClose({ ...line, hearHow: 'pigeon' }, ['priya'], today)).toEqual(['hear-how-needed', 'hearHow']);
    expect(closingInWords('Priya Shah', '2026-05-21', 'call')).toBe(
      'You will hear from Priya Shah by Thursday 21 May 2026 by phone call.',
    );
  });
  test('SP11: the date is a future working day of the council', () => {
    const by = (hearBy: string) => mayClose({ ...line, hearBy }, ['priya'], today)?.[0] ?? null;
    expect([by('2026-05-14'), by('2026-05-16'), by('2026-05-25'), by('2026-05-26'), by('2051-05-25')]).toEqual([
      'hear-by-past',
      'hear-by-not-working',
      'hear-by-not-working',
      null,
      'hear-by-unknown',
    ]);
  });
});
