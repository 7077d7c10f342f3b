import * as v from 'valibot';
import { canShowInWords, sameTodayInWords, type ReviewPath } from '#domain/tribunal/triage/review.ts';
import { pathWords } from '#domain/tribunal/ending/paths.ts';
import { version, written } from '../forms.ts';

const oneOf = <T extends string>(words: Readonly<Record<T, unknown>>, nothing: string) =>
  v.picklist(Object.keys(words) as T[], nothing);

export const reviewForm = v.object({
  sameToday: oneOf(sameTodayInWords, 'Say whether the council would decide the same today.'),
  canShow: oneOf(canShowInWords, 'Say whether there is evidence for each thing.'),
  wouldSettle: written('Write what would settle it. If nothing would, write why.'),
  path: oneOf<ReviewPath>(pathWords, 'Choose a path.'),
  reason: written('Write why.'),
  lookAgainOn: v.pipe(v.string('Write the day to look again.'), v.trim(), v.nonEmpty('Write the day to look again.')),
  version,
});

export const managerForm = v.object({
  reviewId: v.pipe(
    v.string('Look at how it is now, and press again.'),
    v.uuid('Look at how it is now, and press again.'),
  ),
  says: v.picklist(['agrees', 'does_not_agree'], 'Say whether you agree.'),
  managerReason: written('Write why.'),
});
