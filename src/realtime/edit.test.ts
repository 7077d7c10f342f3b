import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editBetween, editsOf, pieces, positionAfter, type Edit } from './edit.ts';

const put = (text: string, { at, removed, inserted }: Edit) => text.slice(0, at) + inserted + text.slice(at + removed);
/** Few letters make many repeats, which is where a wrong edit hides; the emoji is two UTF-16 units. */
const someText = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', '😁'), maxLength: 24 });

test('an edit between two texts turns the one into the other, wherever the caret stands', () => {
  fc.assert(
    fc.property(someText, someText, fc.nat(60), (before, after, caret) => {
      const edit = editBetween(before, after, caret);
      expect(edit ? put(before, edit) : before).toBe(after);
    }),
    { numRuns: 5000 },
  );
});

test('an edit never cuts a character in two', () => {
  fc.assert(
    fc.property(someText, someText, fc.nat(60), (before, after, caret) => {
      const edit = editBetween(before, after, caret);
      if (!edit) return;
      expect(edit.inserted.isWellFormed()).toBe(true);
      expect(before.slice(edit.at, edit.at + edit.removed).isWellFormed()).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test('the caret tells which of several equal letters was typed or taken out', () => {
  expect(editBetween('aaa', 'aaaa', 1)).toEqual({ at: 0, removed: 0, inserted: 'a' });
  expect(editBetween('aaa', 'aaaa', 4)).toEqual({ at: 3, removed: 0, inserted: 'a' });
  expect(editBetween('aaaa', 'aaa', 1)).toEqual({ at: 1, removed: 1, inserted: '' });
});

test('a single keystroke is an edit of one letter', () => {
  fc.assert(
    fc.property(someText, fc.nat(24), (before, place) => {
      const at = Math.min(place, before.length);
      fc.pre(before.slice(0, at).isWellFormed());
      const edit = editBetween(before, before.slice(0, at) + 'x' + before.slice(at), at + 1);
      expect(edit).toEqual({ at, removed: 0, inserted: 'x' });
    }),
    { numRuns: 2000 },
  );
});

test('a caret stays beside its neighbour when somebody else edits', () => {
  fc.assert(
    fc.property(someText, fc.nat(24), fc.nat(24), fc.nat(6), someText, (text, place, where, length, inserted) => {
      const caret = Math.min(place, text.length);
      const at = Math.min(where, text.length);
      const edit = { at, removed: Math.min(length, text.length - at), inserted };
      const after = put(text, edit);
      const moved = positionAfter(caret, edit);
      if (caret <= at) expect(after.slice(0, moved)).toBe(text.slice(0, caret));
      else if (caret >= at + edit.removed) expect(after.slice(moved)).toBe(text.slice(caret));
      else expect(moved).toBe(at);
    }),
    { numRuns: 5000 },
  );
});

test('a selection does not grow over words put in at its start', () => {
  const edit = { at: 3, removed: 0, inserted: 'new ' };
  expect([positionAfter(3, edit, true), positionAfter(8, edit)]).toEqual([7, 12]);
});

test('the edits of a text event, put in one after the other, give the new text', () => {
  const text = 'one two three';
  const edits = editsOf([{ retain: 4 }, { delete: 4 }, { insert: '2 ' }, { retain: 5 }, { insert: '!' }]);
  expect(edits.reduce(put, text)).toBe('one 2 three!');
});

test('words cut into pieces come together again, with no character cut', () => {
  fc.assert(
    fc.property(someText, fc.integer({ min: 2, max: 7 }), (words, maxUnits) => {
      const cut = pieces(words, maxUnits);
      expect(cut.join('')).toBe(words);
      expect(cut.every((piece) => piece.length <= maxUnits && piece.isWellFormed())).toBe(true);
    }),
  );
});
