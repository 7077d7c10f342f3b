import * as v from 'valibot';
import {
  forgettable,
  reasonsToForget,
  type Forgettable,
  type ReasonToForget,
} from '#domain/records/erasure/erasure.ts';

const words = (most: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(most, `Use ${most} characters or fewer`));
const one = v.pipe(v.string('Choose one from the list'), v.uuid('Choose one from the list'));

export const ruleForm = v.object({ class: words(40), years: words(4), countedFrom: words(20), source: words(300) });
export const askForm = v.object({
  caseFileId: one,
  what: v.picklist(Object.keys(forgettable) as [Forgettable, ...Forgettable[]], 'Choose what is to be forgotten'),
  address: words(500),
  why: v.picklist(Object.keys(reasonsToForget) as [ReasonToForget, ...ReasonToForget[]], 'Choose why'),
  words: words(1000),
});
export const oneErasure = v.object({ erasureId: one });
export const endHoldForm = v.object({ legalHoldId: one, endedWhy: words(1000) });
