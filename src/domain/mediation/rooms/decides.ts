import { decidable, type Authority, type Decidable } from '../mediation.ts';

const names = Object.keys(decidable) as Decidable[];
const small = (words: string) => words[0]!.toLowerCase() + words.slice(1);
const listed = (words: string[]) => words.map(small).join('; ');

/** What somebody of the council said they can say yes to, with their own limits, and what they cannot decide. */
export function decidesInWords(authority: Authority | null): { can: string; cannot: string } {
  const may = (what: Decidable) => authority?.[what]?.may ?? 'no';
  const limit = (what: Decidable) => (may(what) === 'limited' ? ` (${authority![what]!.limits})` : '');
  const can = names.filter((what) => may(what) !== 'no').map((what) => `${decidable[what]}${limit(what)}`);
  const cannot = names.filter((what) => may(what) === 'no').map((what) => decidable[what]);
  return {
    can: can.length > 0 ? `Can say yes: ${listed(can)}.` : '',
    cannot: cannot.length > 0 ? `Cannot decide: ${listed(cannot)}.` : '',
  };
}
