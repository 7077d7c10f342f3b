import { folded } from '#domain/evidence/guard/folded.ts';
import { standsIn } from '#domain/evidence/guard/guard.ts';
import { whatTells } from '#domain/evidence/redaction/hidden.ts';

/** Why somebody should look at something before it goes out. All but the last are found by the system. */
export const flagsInWords = {
  where: 'Holds an address, a phone number or an e-mail of somebody else',
  other_child: 'Names another child',
  other_person: 'Names another grown-up of the case',
  with_other: 'Was said between the council and another grown-up',
  may_harm: 'Somebody marked it: what a professional thinks of it may do harm',
} as const;
export type Flag = keyof typeof flagsInWords;

/** What is known of the people of a case who are not the one who asks, to be looked for in words. */
export interface Known {
  names: readonly string[];
  /** Where they live, as it was written down. */
  addresses: readonly string[];
  emails: readonly string[];
  phones: readonly string[];
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
/** A number as it stands in a text, with or without its country and its spaces. */
const PHONE = /\+?\d[\d\s().-]{7,}\d/g;
const plainPhone = (digits: string): string => digits.replace(/^(?:00)?44/, '').replace(/^0/, '');

const phonesIn = (words: string): Set<string> =>
  new Set([...words.matchAll(PHONE)].map(([found]) => plainPhone(digitsOf(found))));

/** The addresses, numbers and e-mails of somebody else that stand in these words, each as it is held. */
export function contactsIn(words: string, { addresses, emails, phones }: Known): string[] {
  const lower = words.toLowerCase();
  const numbers = phonesIn(words);
  return [
    ...addresses.filter((address) => whatTells([{ words }], { school: '', addresses: [address] }).length > 0),
    ...emails.filter((email) => lower.includes(email.toLowerCase())),
    ...phones.filter((phone) => numbers.has(plainPhone(digitsOf(phone)))),
  ];
}

/** The people, not the one who asks, whose whole name stands in these words. */
export function namesIn(words: string, { names }: Known): string[] {
  const text = folded(words);
  return names.filter((name) => standsIn(text, folded(name)));
}
