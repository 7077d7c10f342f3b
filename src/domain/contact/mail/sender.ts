import { addressParser, decodeWords } from 'postal-mime';
import { readEmail } from '#domain/people/contact-details.ts';
import { saidUnder, type MailHeader } from './mail-headers.ts';

const LONGEST_LINE = 1_000;
const LONGEST_LIST = 20_000;
/** A name, bare or in quotes, and one address; nothing that two programs could read in two ways. */
const NAME_AND_ADDRESS = /^(?:"([^"\\]*)"[ \t]*|([^"<>,;:()[\]\\]*))<([^<>]*)>$/;
// Also marks that turn the order of letters around, and those nobody sees.
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/u;

/**
 * MAI2. The one address a mail says it is from, or null when that can be read in more than one way: no line or two of
 * them, a list, a comment, another address in the name, a letter that cannot be seen, a domain in another alphabet.
 */
export function readSender(headers: readonly MailHeader[]): string | null {
  const [from, second] = saidUnder(headers, 'from');
  if (from === undefined || second !== undefined || from.length > LONGEST_LINE) return null;
  if (CONTROL.test(from.replaceAll('\t', ' '))) return null;
  const [, quoted, bare, angled] = NAME_AND_ADDRESS.exec(from) ?? [];
  const address = readEmail(angled ?? from);
  if (!address) return null;
  const name = decodeWords(quoted ?? bare ?? '').trim();
  const misleads = CONTROL.test(name) || (name.includes('@') && name.toLowerCase() !== address.toLowerCase());
  return misleads ? null : address;
}

/**
 * MAI12. Whether a mail says it was written to this address. Who signed a mail is proven for everybody it reaches: whoever
 * has one of Dana's to themselves could hand it in here, and it would be Dana's words to the council.
 */
export const isAddressedTo = (headers: readonly MailHeader[], address: string): boolean =>
  ['to', 'cc']
    .flatMap((key) => saidUnder(headers, key))
    .filter((line) => line.length <= LONGEST_LIST)
    .flatMap((line) => addressParser(line, { flatten: true }))
    .some((one) => one.address?.toLowerCase() === address.toLowerCase());
