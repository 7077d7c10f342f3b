import { expect, test } from 'vitest';
import { everyoneHead, keptInWords, privateHead, type Hearer } from './who-hears.ts';

const dana: Hearer = { personId: 'dana', name: 'Dana Rowe', side: 'family' };
const jo: Hearer = { personId: 'jo', name: 'Aunt Jo', side: 'family' };
const ruth: Hearer = { personId: 'ruth', name: 'Ruth Adeyemi', side: 'council' };
const sam: Hearer = { personId: 'sam', name: 'Sam Okoro', side: 'neutral' };
const all = [dana, jo, ruth, sam];

test('ROOM11: the head of a private room names everybody who can read it, and says who cannot', () => {
  expect(privateHead('family', 'sealed', all, 'dana')).toEqual({
    kind: 'private',
    word: 'PRIVATE',
    who: 'You, Aunt Jo and the mediator, Sam Okoro. The council cannot see or hear this.',
  });
  expect(privateHead('council', 'sealed', all, 'ruth').who).toBe(
    'You and the mediator, Sam Okoro. The family cannot see or hear this.',
  );
  expect(privateHead('family', 'sealed', all, 'sam').who).toBe(
    'The family’s room. You, Dana Rowe and Aunt Jo. The council cannot see or hear this.',
  );
  expect(privateHead('family', 'kept', all, 'dana').who).toBe(
    'You, Aunt Jo and the mediator, Sam Okoro. The council is not let in, but the people who run this server could read what is written.',
  );
  expect(everyoneHead(all, 'jo', 'early_resolution').who).toBe(
    'Both sides can see this: You, Dana Rowe, Ruth Adeyemi and the dispute resolution officer, Sam Okoro.',
  );
});

test('ROOM11: what is written is said to be where it is, for the kind of room it is', () => {
  const inRoom = [dana, jo, sam];
  expect(keptInWords('sealed', inRoom, 'dana', 'Meadowshire County Council')).toBe(
    'What you write here can be read only on the devices of: You, Aunt Jo and the mediator, Sam Okoro. Not by the other side, and not by this server. It is gone when the room closes.',
  );
  expect(keptInWords('kept', inRoom, 'dana', 'Meadowshire County Council')).toContain(
    'The people who run this server for Meadowshire County Council could technically read it.',
  );
});
