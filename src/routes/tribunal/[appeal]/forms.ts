import * as v from 'valibot';

const LONGEST_WORDS = 4000;

/** Words somebody has to write, with the sentence for when there are none. */
export const written = (nothing: string) =>
  v.pipe(
    v.string(nothing),
    v.trim(),
    v.nonEmpty(nothing),
    v.maxLength(LONGEST_WORDS, `Write no more than ${LONGEST_WORDS} characters.`),
  );
/** The appeal as the form's page showed it. */
export const version = v.pipe(
  v.string('Look at how the appeal is now, and press again.'),
  v.regex(/^\d{1,9}$/, 'Look at how the appeal is now, and press again.'),
  v.transform(Number),
);

export const claimForm = v.object({ from: v.optional(v.literal('queue')) });
export const releaseForm = v.object({});
export const takeOverForm = v.object({ reason: written('Say why you take it over.'), version });
