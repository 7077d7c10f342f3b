import * as v from 'valibot';

const gone = 'That is not there any more. Load the page again';
/** What was typed, at most `longest` letters of it; an empty box is an empty text. */
export const typed = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(longest, `Use ${longest} letters or fewer`));
const someId = v.pipe(v.optional(v.string(), ''), v.uuid(gone));
const hours = { on: typed(10), startsAt: typed(5), endsAt: typed(5) };
const yesOrNo = (sentence: string) => v.picklist(['yes', 'no'], sentence);

export const offerForm = v.object(hours);
export const answerForm = v.object({ meetingTimeId: someId, can: yesOrNo('Say if you can come then') });
export const oneTime = v.object({ meetingTimeId: someId });
export const fixForm = v.object({
  ...hours,
  mode: typed(20),
  joinBy: typed(300),
  version: v.pipe(v.optional(v.string(), ''), v.regex(/^\d{1,9}$/, gone)),
});
export const agreeForm = v.object({
  agree: v.literal('yes', 'Tick the box if you say yes to this'),
  sha256: typed(64),
});
export const independentForm = v.object({ independent: v.optional(v.literal('yes')) });
export const callForm = v.object({
  side: v.picklist(['family', 'council'], 'Choose whom you ring'),
  callOn: typed(10),
  callAt: typed(5),
  phone: typed(60),
});
