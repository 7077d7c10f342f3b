import { expect, test } from 'vitest';
import { deskAgenda, paceInWords, type DeskPlace } from './desk-agenda.ts';

const place = (caseFileId: string, state: DeskPlace['state'] = 'listed', open = true): DeskPlace => ({
  caseFileId,
  state,
  open,
});
const agenda = [place('a', 'decided'), place('b', 'listed', false), place('c'), place('d', 'decided'), place('e')];

test('DEC15: the way goes to the case beside it, past those somebody may not know of, which are counted', () => {
  expect(deskAgenda(agenda, 'c')).toEqual({ at: 3, of: 5, decided: 2, previous: 'a', next: 'd', nextWaiting: 'e' });
  expect(deskAgenda(agenda, 'a')).toMatchObject({ at: 1, previous: null, next: 'c' });
});

test('DEC15: after the last one the next that waits is found from the start; when nothing waits there is none', () => {
  expect(deskAgenda(agenda, 'e')).toMatchObject({ next: null, nextWaiting: 'c' });
  expect(deskAgenda([place('a', 'decided'), place('b', 'decided')], 'b')).toMatchObject({ nextWaiting: null });
  expect(deskAgenda([], 'a')).toMatchObject({ at: 0, of: 0, previous: null, next: null });
});

test('DEC15: minutes are a guide in words', () => {
  const startedAt = new Date('2026-11-26T10:02:00Z');
  const meeting = { startsAt: '10:00', endsAt: '14:00', startedAt };
  const at = (time: string) => new Date(`2026-11-26T${time}:00Z`);
  expect(paceInWords({ of: 30, decided: 6 }, meeting, at('10:45'))).toBe(
    '43 minutes used of 240, and 24 to decide: about 8 minutes each.',
  );
  expect(paceInWords({ of: 30, decided: 0 }, { ...meeting, startedAt: null }, at('09:00'))).toContain(
    '0 minutes used of 240, and 30 to decide',
  );
  expect(paceInWords({ of: 30, decided: 29 }, meeting, at('14:30'))).toContain('the time that was planned is used up');
  expect(paceInWords({ of: 30, decided: 30 }, meeting, at('13:00'))).toContain('Every case is decided');
});
