import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { whyHeld } from './judge.ts';
import { entryWords, plainWords } from './mail-words.ts';
import { ownWords } from './quoted.ts';

describe('the words of a mail', () => {
  test.each([
    ['New.\n\nOn Monday 6 April, Priya wrote:\n> Old.\n> Older.\n', 'New.'],
    ['New.\n\nOn Monday 6 April 2026 at 10:00, Priya Shah\n<a@b.example> wrote:\n\n> Old.', 'New.'],
    ['New.\n-----Original Message-----\nFrom: Priya\nOld', 'New.'],
    ['New.\n\nFrom: Priya <a@b.example>\nSent: Monday\nTo: Dana\nOld', 'New.'],
  ])('MAI10: older messages at the end are left out: %j', (words, own) =>
    expect(ownWords(words)).toEqual({ words: own, older: true }),
  );

  test.each([
    '> You asked when.\nOn Tuesday.\n> And who?\nBoth of us.',
    'From: the bottom of my heart, thank you.',
    '> Only what was quoted.',
    'Nothing older here.',
  ])('MAI10: what may be an answer stays: %j', (words) => expect(ownWords(words)).toEqual({ words, older: false }));

  test('MAI10: what no database holds and nobody sees is taken out, and no more is kept than so much', () => {
    expect(plainWords('a\0b\u202ec\r\nd\r\n\r\n\r\n\r\ne \ud800')).toBe('abc\nd\n\ne \ufffd');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const plain = plainWords(text, 40);
        expect(plain.isWellFormed() && plain.length <= 40 && !/[\0\r\u202e]/.test(plain)).toBe(true);
      }),
    );
  });

  test('MAI9 MAI10: an entry holds the subject of what is new, the words, and what was not kept', () => {
    expect(entryWords('A question', 'When?', [])).toBe('A question\n\nWhen?');
    expect(entryWords('Re: There is an update', 'Thanks.\n> old', ['Not kept: “a.zip” is not a PDF.'])).toBe(
      'Thanks.\n\n[Older messages below this one were left out here.\nNot kept: “a.zip” is not a PDF.]',
    );
    expect(entryWords('', '', [])).toBe('There were no words in this e-mail.');
  });

  test('MAI3 MAI4: only a proven mail of exactly one person of this case is filed by itself', () => {
    const plain = {
      ...{ sender: 'dana@example.org', readable: true, ours: false, automatic: false, proven: true },
      ...{ people: 1, lately: 0, addressed: true, namesAnotherChild: false },
    };
    expect(whyHeld(plain)).toBeNull();
    expect(whyHeld({ ...plain, automatic: true })).toBeNull();
    expect(whyHeld({ ...plain, proven: false })).toBe('not_proven');
    expect(whyHeld({ ...plain, people: 0 })).toBe('not_of_case');
    expect(whyHeld({ ...plain, people: 0, automatic: true })).toBe('robot');
    expect(whyHeld({ ...plain, people: 2 })).toBe('shared_address');
    expect(whyHeld({ ...plain, addressed: false })).toBe('not_addressed');
    expect(whyHeld({ ...plain, namesAnotherChild: true })).toBe('other_child');
    expect(whyHeld({ ...plain, sender: null })).toBe('unclear_sender');
    expect(whyHeld({ ...plain, readable: false })).toBe('unreadable');
    expect(whyHeld({ ...plain, ours: true })).toBe('our_own');
    expect(whyHeld({ ...plain, lately: 20 })).toBe('too_many');
  });
});
