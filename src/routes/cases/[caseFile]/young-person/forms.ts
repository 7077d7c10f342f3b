import * as v from 'valibot';

const words = (most: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(most, `Use ${most} characters or fewer`));
const yesNo = v.optional(v.picklist(['', 'yes', 'no']), '');

export const sayForm = v.object({ personId: words(40), stays: yesNo, words: words(1000), until: words(10) });
export const withdrawForm = v.object({ involvementId: v.pipe(v.string('Choose one'), v.uuid('Choose one')) });
export const capacityForm = v.object({
  decision: words(300),
  has: yesNo,
  alternative: v.optional(v.picklist(['', 'representative', 'parent']), ''),
  parentId: words(40),
  name: words(100),
  why: words(1000),
});
