/** The sections of a plan, as regulation 12 of the SEND Regulations 2014 letters them, in a few words. */
export const sections = {
  A: 'Views, interests and hopes',
  B: 'Special educational needs',
  C: 'Health needs',
  D: 'Social care needs',
  E: 'Outcomes',
  F: 'Special educational provision',
  G: 'Health provision',
  H1: 'Social care provision under the 1970 Act',
  H2: 'Other social care provision',
  I: 'School or college',
  J: 'Personal budget',
  K: 'Advice and reports',
} as const;
export type PlanSection = keyof typeof sections;
const sectionLetters = Object.keys(sections) as PlanSection[];

export const isSection = (given: string): given is PlanSection => given in sections;

/** How the sections stand in a plan. What names none comes last. */
export const sectionPlace = (given: string | null): number => {
  const at = (sectionLetters as string[]).indexOf(given ?? '');
  return at < 0 ? sectionLetters.length : at;
};

export const workingLimits = {
  /** More than any plan has; a page with more could not be read on a phone. */
  paragraphsMax: 600,
  /** The same as anybody may type on one point. */
  paragraphMaxCharacters: 20_000,
  sectionMaxCharacters: 200_000,
} as const;

/**
 * A section as somebody pasted it, in paragraphs. Where it has empty lines these part it, and the line breaks between
 * stay; a text without any has one paragraph a line, as a copy out of Word does.
 */
export function paragraphsOf(pasted: string): string[] {
  const text = pasted.replace(/\r\n?|\u2028|\u2029/g, '\n').replaceAll('\0', '');
  const parts = /\n[^\S\n]*\n/.test(text.trim()) ? text.split(/\n[^\S\n]*(?:\n[^\S\n]*)+/) : text.split('\n');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
