import { folded } from '../guard/folded.ts';
import { standsIn } from '../guard/guard.ts';

/** What one adult must not learn from a paper. */
export interface HiddenFrom {
  /** The school's name; empty when it may be known. */
  school: string;
  /** Where other adults of the case live, when that is hidden. */
  addresses: readonly string[];
}

export interface Tells {
  page: number;
  what: 'school' | 'address';
}

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/giu;
const together = (text: string): string => folded(text).replaceAll(' ', '');

/** What of an address gives it away by itself: its postcode, and its first line when that is more than a word. */
function marksOf(address: string): { postcodes: string[]; firstLine: string | null } {
  const firstLine = folded(address.split(/[\n,]/)[0] ?? '');
  return {
    postcodes: [...address.matchAll(POSTCODE)].map(([postcode]) => together(postcode)),
    firstLine: firstLine.includes(' ') ? firstLine : null,
  };
}

/** GUARD10: the pages whose words would tell somebody what is hidden from them. `pages` in order, from page 1. */
export function whatTells(pages: readonly { words: string }[], { school, addresses }: HiddenFrom): Tells[] {
  const schoolName = folded(school);
  const marks = addresses.map(marksOf);
  return pages.flatMap(({ words }, index) => {
    const text = folded(words);
    const squeezed = text.replaceAll(' ', '');
    const address = marks.some(
      ({ postcodes, firstLine }) =>
        postcodes.some((postcode) => squeezed.includes(postcode)) || (firstLine !== null && standsIn(text, firstLine)),
    );
    const told: Tells['what'][] = [
      ...(schoolName !== '' && standsIn(text, schoolName) ? (['school'] as const) : []),
      ...(address ? (['address'] as const) : []),
    ];
    return told.map((what) => ({ page: index + 1, what }));
  });
}

/** "Page 3 names the school: hide it first". `cite` says a page as people know it. */
export const tellsInWords = ({ page, what }: Tells, cite: (page: number) => string): string =>
  `${cite(page)} ${what === 'school' ? 'names the school' : 'holds an address that is hidden'}: hide it first`;
