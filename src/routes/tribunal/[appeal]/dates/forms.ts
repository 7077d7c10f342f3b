import * as v from 'valibot';

const words = (most: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.maxLength(most, `Use ${most.toLocaleString('en-GB')} characters or fewer`),
  );
const short = words(100);
/** Which edition of the appeal the form was shown. */
const version = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'Load the page again.'), v.transform(Number));

export const dateForm = v.object({ version, kind: short, on: short, time: short, basis: short, source: words(300) });
export const doneForm = v.object({ version, doneKind: short, doneOn: short });
export const sentForm = v.object({
  version,
  formNumber: short,
  from: short,
  formOn: short,
  asks: words(500),
  copiedOn: short,
});
