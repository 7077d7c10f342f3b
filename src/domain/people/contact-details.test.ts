import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hinted, readEmail, readMobile } from './contact-details.ts';

describe('one address, one reading', () => {
  test.each(['dana@example.org', "o'neil+send@mail.example.co.uk", 'a.b-c@xn--80ak6aa92e.com'])(
    'G12: %s is an address',
    (typed) => expect(readEmail(typed)).toBe(typed),
  );

  test.each([
    ['a quoted mailbox', '"a@evil x"@ok.example'],
    ['a comment', 'a@ok.example(x)evil.example'],
    ['a list', 'a@ok.example,b@evil.example'],
    ['a list with semicolons', 'a@ok.example;b@evil.example'],
    ['another line', 'a@ok.example\r\nbcc: b@evil.example'],
    ['a name beside it', 'Dana <dana@example.org>'],
    ['two at signs', 'a@b@ok.example'],
    ['letters that only look Latin', 'dana@exаmple.org'],
    ['a number for a domain', 'a@127.0.0.1'],
    ['no dot', 'a@localhost'],
    ['a dot at an end', '.a@ok.example'],
    ['an encoded word', '=?utf-8?q?a=40evil.example?=@'],
  ])('G12: %s is no address', (_what, typed) => expect(readEmail(typed)).toBeNull());

  test('G12: what is accepted never holds what a second parser could read as another recipient', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'ab@.,;:<>()[]"\\ \r\n\t\0éа-') });
    fc.assert(
      fc.property(hostile, (typed) => {
        const read = readEmail(typed);
        return read === null || (/^[^\s,;:<>()[\]"\\]+$/.test(read) && read.split('@').length === 2);
      }),
      { numRuns: 20_000 },
    );
  });

  test('H17: a hundred thousand letters are refused at once', () => {
    for (const typed of [
      'a'.repeat(100_000),
      'a.'.repeat(50_000) + '@b',
      `a@${'b.'.repeat(50_000)}`,
      ' '.repeat(100_000),
    ]) {
      const before = performance.now();
      expect(readEmail(typed)).toBeNull();
      expect(readMobile(typed)).toBeNull();
      expect(performance.now() - before).toBeLessThan(50);
    }
  });
});

describe('a mobile number', () => {
  test.each(['07700 900123', '+44 7700 900123', '0044 7700 900123', '+44 (0)7700 900-123'])(
    '%s is one number',
    (typed) => expect(readMobile(typed)).toBe('+447700900123'),
  );
  test.each(['0300 123 4567', '01632 960001', '123', '+44 7700', '+1 202'])('%s is not one we can text', (typed) =>
    expect(readMobile(typed)).toBeNull(),
  );
  test('a hint says enough for whoever knows it, and not more', () => {
    expect(hinted('+447700900123')).toBe('the number ending 123');
    expect(hinted('dana@example.org')).toBe('d…@example.org');
  });
});
