import { mailLimits } from './mail-limits.ts';

/** One line of a mail's head, unfolded. `key` is in small letters. */
export interface MailHeader {
  key: string;
  value: string;
}

const FIELD = /^([!-9;-~]+)[ \t]*:(.*)$/s;

/** Where the head of a mail ends, in its first bytes as text of one byte a letter. */
const endOfHead = (start: string): number => /^\r?\n|\r?\n\r?\n/.exec(start)?.index ?? start.length;
const startOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, mailLimits.headersMaxBytes));

/** What comes after the head. */
export const bodyOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(endOfHead(startOf(bytes).toString('latin1')));

/**
 * The head of a mail, every line of it, in order, with those that come twice. Read by us and not by the library that
 * reads the rest: whom a mail is from must have one reading only. What is no header is left out.
 */
export function readHeaders(bytes: Uint8Array): MailHeader[] {
  const start = startOf(bytes);
  const text = start.toString('utf8', 0, endOfHead(start.toString('latin1')));
  const lines: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^[ \t]/.test(line) && lines.length > 0) lines[lines.length - 1] += line;
    else lines.push(line);
  }
  return lines.flatMap((line) => {
    const [, key, value] = FIELD.exec(line) ?? [];
    return key === undefined ? [] : [{ key: key.toLowerCase(), value: value!.trim() }];
  });
}

/** Everything said under one name. */
export const saidUnder = (headers: readonly MailHeader[], key: string): string[] =>
  headers.filter((header) => header.key === key).map(({ value }) => value);

/** What is said under one name first; empty when nothing is. */
export const saidFirst = (headers: readonly MailHeader[], key: string): string => saidUnder(headers, key)[0] ?? '';
