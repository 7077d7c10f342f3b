import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEmail } from '#domain/people/contact-details.ts';
import { readHeaders } from './mail-headers.ts';
import { readSender } from './sender.ts';

const senderOf = (head: string) => readSender(readHeaders(Buffer.from(`${head}\r\n\r\nHello`)));

describe('whom a mail is from', () => {
  test.each([
    ['From: dana@example.org', 'dana@example.org'],
    ['From: <dana@Example.ORG>', 'dana@example.org'],
    ['From: Dana Rowe <dana@example.org>', 'dana@example.org'],
    ['From: "Rowe, Dana" <dana@example.org>', 'dana@example.org'],
    ['From: =?utf-8?q?D=C3=A1na?= <dana@example.org>', 'dana@example.org'],
    ['From:\r\n Dana Rowe\r\n\t<dana@example.org>', 'dana@example.org'],
    ['from : "dana@example.org" <dana@example.org>', 'dana@example.org'],
  ])('MAI2: %j is %s', (head, address) => expect(senderOf(head)).toBe(address));

  test.each([
    'Subject: nobody at all',
    'From: dana@example.org\r\nFrom: sam@example.org',
    'From: dana@example.org\r\nfrom : sam@example.org',
    'From: dana@example.org, sam@example.org',
    'From: Dana <dana@example.org>, Sam <sam@example.org>',
    'From: "dana@example.org" <sam@evil.example>',
    'From: dana@example.org <sam@evil.example>',
    'From: =?utf-8?b?ZGFuYUBleGFtcGxlLm9yZw==?= <sam@evil.example>',
    'From: "a@evil.example x"@example.org',
    'From: dana@example.org(x)evil.example',
    'From: dana@ex\u0430mple.org',
    'From: Dana <dana@example.org> <sam@example.org>',
    'From: Family: dana@example.org, sam@example.org;',
    'From: Dana\0 <dana@example.org>',
    'From: Dana\rFrom: sam <sam@example.org>',
    'From: \u202eanad <dana@example.org>',
    '\r\nFrom: dana@example.org',
    `From: ${'x'.repeat(2_000)} <dana@example.org>`,
  ])('G12 MAI2: %j has more than one reading, so an officer looks', (head) => expect(senderOf(head)).toBeNull());

  test('G12: what is read is always an address that could be written to, whatever the line says', () => {
    const pieces = fc.constantFrom(
      'From:',
      ' ',
      '"',
      '<',
      '>',
      ',',
      ';',
      '(',
      ')',
      '@',
      'dana@example.org',
      'sam@evil.example',
      '\r\n',
      '\r',
      '\0',
      '=?utf-8?q?a=40b?=',
      '\\',
      'é',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (line) => {
        const address = senderOf(`From: ${line.join('')}`);
        expect(address === null || readEmail(address) === address).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
