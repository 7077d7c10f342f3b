import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHeaders } from './mail-headers.ts';
import { isProven } from './proof.ts';

const US = 'mx.meadowshire.example';
const proven = (...lines: string[]) => {
  const head = lines.map((line) => `Authentication-Results: ${line}`).join('\r\n');
  return isProven(readHeaders(Buffer.from(`${head}\r\nFrom: dana@example.org\r\n\r\n`)), 'dana@example.org', US);
};

describe('whether the sender is proven', () => {
  test.each([
    `${US}; dmarc=pass (p=reject dis=none) header.from=example.org`,
    `${US} 1; spf=pass smtp.mailfrom=bounce.example.net; dkim=pass header.d=example.net; dmarc=pass header.from=example.org`,
    `${US}; dkim=pass (2048-bit key) header.d=example.org header.s=s1; spf=fail smtp.mailfrom=x@example.net`,
    `${US}; dkim=pass header.i=@example.org; dmarc=none header.from=example.org`,
    `${US}; spf=pass smtp.mailfrom=dana@example.org`,
  ])('MAI3: %s', (line) => expect(proven(line)).toBe(true));

  test.each([
    ['nothing is said'],
    ['another server said it', 'mx.evil.example; dmarc=pass header.from=example.org'],
    ['the domain’s own rule failed', `${US}; dkim=pass header.d=example.org; dmarc=fail header.from=example.org`],
    ['another domain signed', `${US}; dkim=pass header.d=evil.example`],
    ['another domain passed', `${US}; dmarc=pass header.from=evil.example`],
    ['it ends the same', `${US}; dkim=pass header.d=notexample.org; spf=pass smtp.mailfrom=x@an-example.org`],
    ['a whole country signed', `${US}; dkim=pass header.d=org`],
    ['it is said in brackets', `${US}; spf=none (dmarc=pass header.from=example.org)`],
    ['brackets hide the end', `${US}; spf=none (; dmarc=pass header.from=example.org`],
    ['quotes could hide a part', `${US}; spf=pass smtp.mailfrom="x; dmarc=pass header.from=example.org"@evil.example`],
    ['the sender wrote it under ours', `${US}; dmarc=none; spf=softfail`, `${US}; dmarc=pass header.from=example.org`],
    ['it failed twice over', `${US}; dmarc=pass header.from=example.org; dmarc=fail header.from=example.org`],
  ])('MAI3: not when %s', (_why, ...lines) => expect(proven(...lines)).toBe(false));

  test('MAI3: without a server to trust nothing is proven', () =>
    expect(isProven([{ key: 'authentication-results', value: '; dmarc=pass' }], 'a@b.cd', undefined)).toBe(false));

  test('MAI3: whatever follows another server’s name proves nothing', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        expect(proven(`mx.evil.example; ${rest.replace(/[\r\n]/g, ' ')}`)).toBe(false);
      }),
    );
  });
});
