import * as v from 'valibot';
import { responsibilities, restrictions, type AdultGiven } from '#domain/cases/adults.ts';

const words = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(longest, `Use ${longest} letters or fewer`));
const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]];
const yesNo = v.optional(v.picklist(['', 'yes', 'no']), '');

export const adultForm = v.object({
  adultId: v.optional(v.string(), ''),
  fullName: words(100),
  relation: words(100),
  responsibility: v.picklist(keys(responsibilities), 'Choose what was checked'),
  checkedHow: words(200),
  checkedOn: words(10),
  holdsUntil: words(10),
  restriction: v.picklist(keys(restrictions), 'Choose whether something stands in the way'),
  restrictionWords: words(500),
  address: words(300),
  addressShown: yesNo,
  schoolShown: yesNo,
});

/** What the form says. Whoever does not say that something may be known has not said so. */
export const adultGiven = ({
  adultId: _,
  checkedOn,
  holdsUntil,
  addressShown,
  schoolShown,
  ...rest
}: v.InferOutput<typeof adultForm>): AdultGiven => ({
  ...rest,
  checkedOn: checkedOn || null,
  holdsUntil: holdsUntil || null,
  addressHidden: addressShown !== 'yes',
  schoolHidden: schoolShown !== 'yes',
});

export const oneAdult = v.object({ adultId: v.pipe(v.string(), v.uuid('Choose one from the list')) });
export const childForm = v.object({ upn: words(20), nhsNumber: words(20), school: words(200) });
