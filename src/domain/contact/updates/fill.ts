/** What may stand in words that are written once and sent to many, and what each becomes. */
export const fieldsInWords = {
  name: 'what the person asked to be called',
  child: 'the child’s first name; for a young person whose case it is, “you”',
  officer: 'the name of the case officer',
  phone: 'the team’s telephone number',
  date: 'the day by which they hear from us, such as “Tuesday 14 April 2026”',
  reason: 'why it waits, as you wrote it',
} as const;
export type FieldName = keyof typeof fieldsInWords;

/** Who it is for and what about. `child` is null when it is the reader's own case. */
export interface Filling extends Record<Exclude<FieldName, 'child'>, string> {
  child: string | null;
}

const FIELD = /\{\s*([^{}]*?)\s*\}/g;

/** The fields of these words that nothing can be put into, as they are written: one spelt wrong would be read as it is. */
export const unknownFields = (words: string, known: readonly FieldName[]): string[] =>
  [...words.matchAll(FIELD)].filter(([, name]) => !known.some((one) => one === name)).map(([whole]) => whole);

/** Whether these words name this field. */
export const hasField = (words: string, field: FieldName): boolean =>
  [...words.matchAll(FIELD)].some(([, name]) => name === field);

/** Puts what is true of one reader into the words. A young person reads "you" and "your", never their own name (CAS19). */
export function fillWords(words: string, filling: Filling): string {
  const forChild =
    filling.child === null
      ? words.replace(/\{\s*child\s*\}(?:’|')s\b/g, 'your').replace(/\{\s*child\s*\}/g, 'you')
      : words;
  return forChild.replace(FIELD, (whole, name: string) =>
    Object.hasOwn(filling, name) ? (filling[name as FieldName] ?? '') : whole,
  );
}
