import { describe, expect, test } from 'vitest';
import { bouncedIn, isAutomatic, isOurOwn } from './automatic.ts';
import { readHeaders } from './mail-headers.ts';

const headersOf = (...lines: string[]) => readHeaders(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`));
const OURS = '01a20a24-353f-7331-8bb0-bdca782f8f0b';
const DOMAIN = 'cases.meadowshire.example';

describe('what no person sent', () => {
  test.each([
    'Auto-Submitted: auto-replied (vacation)',
    'X-Auto-Response-Suppress: All',
    'Precedence: bulk',
    'Precedence: List',
    'List-Id: <news.example.org>',
    'X-Autoreply: yes',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  ])('MAI5: %s', (line) => expect(isAutomatic(headersOf(line), 'dana@example.org')).toBe(true));

  test('MAI5: nobody to tell is a program; a person says no, or nothing', () => {
    expect(isAutomatic([], '')).toBe(true);
    expect(isAutomatic([], 'dana@example.org')).toBe(false);
    expect(isAutomatic(headersOf('Auto-Submitted: no', 'Precedence: first-class'), 'dana@example.org')).toBe(false);
  });

  test('MAI5: a report that failed names what failed; one that is only late, or somebody away, does not', () => {
    const headers = headersOf('Content-Type: multipart/report; report-type=delivery-status');
    const words = `Final-Recipient: rfc822; dana@example.org\nAction: failed\n\nMessage-ID: <${OURS}@${DOMAIN}>`;
    const asked = { headers, envelopeFrom: '', words };
    expect(bouncedIn(asked, DOMAIN)).toEqual([OURS]);
    expect(bouncedIn({ ...asked, words: words.replace('failed', 'delayed') }, DOMAIN)).toBeNull();
    expect(bouncedIn(asked, 'other.example')).toEqual([]);
    expect(bouncedIn({ headers: [], envelopeFrom: 'dana@example.org', words }, DOMAIN)).toBeNull();
    const old = { headers: headersOf('From: MAILER-DAEMON@mx.example.org'), envelopeFrom: '', words };
    expect(bouncedIn(old, DOMAIN)).toEqual([OURS]);
  });

  test('MAI5: a message of ours that comes back is known by its id', () => {
    expect(isOurOwn(headersOf(`Message-ID: <${OURS}@${DOMAIN}>`), DOMAIN)).toBe(true);
    expect(isOurOwn(headersOf(`In-Reply-To: <${OURS}@${DOMAIN}>`), DOMAIN)).toBe(false);
    expect(isOurOwn(headersOf(`Message-ID: <${OURS}@casesxmeadowshire.example>`), DOMAIN)).toBe(false);
  });
});
