import { describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { forHowLong, meetingInWords } from './meeting-words.ts';
import { moved, roomsAreOpen, type AskedBack, type Meeting, type Move } from './phase.ts';

const now = new Date('2026-03-10T14:20:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const meeting = (change: Partial<Meeting> = {}): Meeting => ({
  phase: 'together',
  phaseSince: ago(30),
  phaseUntil: null,
  leadWith: 'together',
  privateRooms: true,
  roomsOpenedAt: null,
  ...change,
});
const asked = (family: Partial<AskedBack> = {}, council: Partial<AskedBack> = {}): AskedBack[] => [
  { side: 'council', askedAt: null, answer: null, ...council },
  { side: 'family', askedAt: null, answer: null, ...family },
];
const after = (from: Meeting, move: Move, place: 'family' | 'council' | 'lead' = 'lead', rooms = asked()) =>
  moved(from, move, place, rooms, now);
const why = (...given: Parameters<typeof after>) => {
  const answer = after(...given);
  return isRefused(answer) ? answer.refused : null;
};

describe('the meeting', () => {
  test('ROOM1: it begins with everyone, when the one who leads says so, and nothing else comes before', () => {
    const before = meeting({ phase: 'before', leadWith: null });
    expect(after(before, { to: 'together' })).toMatchObject({ phase: 'together', leadWith: 'together' });
    expect(why(before, { to: 'together' }, 'family')).toContain('Only the person who leads');
    for (const move of [{ to: 'minute' }, { to: 'break', minutes: 10 }, { to: 'stopped' }] as const)
      expect(why(before, move, 'family')).toBe('The meeting has not begun yet.');
  });

  test('ROOM2: private rooms are off until somebody asks, and there are none where they do not go between', () => {
    expect(roomsAreOpen(meeting())).toBe(false);
    const apart = after(meeting(), { to: 'minute' }, 'council');
    expect(apart).toMatchObject({ phase: 'apart', leadWith: null, roomsOpenedAt: now });
    expect(roomsAreOpen(meeting({ roomsOpenedAt: now }))).toBe(true);
    expect(roomsAreOpen(meeting({ phase: 'before', roomsOpenedAt: now }))).toBe(false);
    const none = meeting({ privateRooms: false, roomsOpenedAt: now });
    expect(roomsAreOpen(none)).toBe(false);
    expect(why(none, { to: 'minute' }, 'family')).toContain('no private rooms');
    expect(why(none, { to: 'apart', leadWith: 'family', minutes: 10 })).toContain('no private rooms');
  });

  test('ROOM3: anybody has a break, a private minute or stops; only the one who leads goes between', () => {
    for (const place of ['family', 'council'] as const) {
      expect(after(meeting(), { to: 'break', minutes: 15 }, place)).toMatchObject({
        phase: 'break',
        phaseUntil: new Date('2026-03-10T14:35:00Z'),
      });
      expect(after(meeting(), { to: 'stopped' }, place)).toMatchObject({ phase: 'stopped', phaseUntil: null });
      expect(why(meeting(), { to: 'apart', leadWith: place, minutes: 5 }, place)).toContain(
        'Only the person who leads',
      );
    }
    expect(why(meeting(), { to: 'minute' }, 'lead')).toContain('which side');
    expect(why(meeting({ phase: 'stopped' }), { to: 'break', minutes: 5 }, 'family')).toContain('stopped for today');
    expect(after(meeting({ phase: 'stopped' }), { to: 'together' })).toMatchObject({ phase: 'together' });
  });

  test('ROOM3: a private minute asked for in one changes nothing the other side could read', () => {
    const from = meeting({ phase: 'apart', leadWith: 'council', phaseUntil: ago(-5), roomsOpenedAt: ago(9) });
    expect(after(from, { to: 'minute' }, 'family')).toEqual({
      phase: 'apart',
      leadWith: 'council',
      phaseUntil: from.phaseUntil,
      roomsOpenedAt: from.roomsOpenedAt,
    });
  });

  test('ROOM4: nobody is brought back who was not asked, who said "not yet", or whose minute is not over', () => {
    const apart = meeting({ phase: 'apart', leadWith: 'family', roomsOpenedAt: ago(30) });
    const yes = { askedAt: ago(0), answer: 'yes' } as const;
    const back = (rooms: AskedBack[]) => why(apart, { to: 'together' }, 'lead', rooms);
    expect(back(asked())).toContain('has not been asked');
    expect(back(asked({ askedAt: ago(31), answer: 'yes' }, yes))).toContain('has not been asked');
    expect(back(asked({ askedAt: ago(3), answer: 'not_yet' }, yes))).toContain('“not yet”');
    expect(back(asked({ askedAt: ago(0.5) }, yes))).toContain('has not answered yet');
    expect(back(asked({ askedAt: ago(1) }, yes))).toBeNull();
    expect(back(asked(yes, yes))).toBeNull();
    expect(why(meeting({ phase: 'break' }), { to: 'together' })).toBeNull();
  });
});

describe('what people are told', () => {
  const told = (change: Partial<Meeting>, place: 'family' | 'council' | 'lead') =>
    meetingInWords(meeting(change), 'mediation', place, now);

  test('ROOM5: the waiting side sees where the mediator is and until when; a private minute is a short break to both', () => {
    const shuttle = { phase: 'apart', leadWith: 'family', phaseUntil: ago(-20) } as const;
    expect(told(shuttle, 'council')).toBe('The mediator is with the other side. Back by about 2.40pm.');
    expect(told(shuttle, 'family')).toBe('The mediator is with you.');
    expect(told(shuttle, 'lead')).toContain('You are with the family.');
    expect(told({ ...shuttle, phaseUntil: ago(1) }, 'council')).toContain('It takes longer');
    for (const place of ['family', 'council'] as const)
      expect(told({ phase: 'apart', leadWith: null }, place)).toBe('We’re taking a short break.');
  });

  test('ROOM6: a break says until when, and that it is fine to finish another day', () => {
    const words = told({ phase: 'break', phaseUntil: ago(-15) }, 'family');
    expect(words).toBe('Break until 2.35pm, and, if it runs on, we may finish another day: that’s fine.');
    expect(told({ phase: 'break', phaseUntil: ago(2) }, 'family')).toContain('The break was until 2.18pm.');
    expect(told({ phase: 'stopped' }, 'council')).toContain('We have stopped for today.');
    expect(told({ phase: 'before' }, 'family')).toBe('The meeting has not begun. The mediator begins it.');
  });

  test('ROOM5: the officer of the council who leads early resolution is never called a mediator', () => {
    expect(meetingInWords(meeting({ phase: 'before' }), 'early_resolution', 'family', now)).toContain(
      'The dispute resolution officer begins it.',
    );
    expect([forHowLong(now, now), forHowLong(ago(1), now), forHowLong(ago(12.5), now)]).toEqual([
      'since just now',
      'for 1 minute',
      'for 12 minutes',
    ]);
  });
});
