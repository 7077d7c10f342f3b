import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { appealAtDesk } from '#domain/tribunal/begin.server.ts';
import { answerReview, recordReview } from '#domain/tribunal/triage/review.server.ts';
import { reviewsOf } from '#domain/tribunal/triage/reviews.server.ts';
import type { DemoAppeal } from './appeals.ts';
import { atDesk } from './desk.ts';
import type { People } from './enter.ts';

const review = {
  answers: {
    sameToday: 'no',
    canShow: 'in_part',
    wouldSettle: 'Therapy each week with its minutes in Section F, and a programme for hands and balance.',
  },
  path: 'consent',
  reason: 'The advice names the minutes and the plan does not. The new report is not answered by any of ours.',
} as const;

/** "Concede now?", answered by Tess, with the word of Rosa Lind, who leads the team. */
export async function thinkAgain({ appealId }: DemoAppeal, { tess, lind }: People, today: CalendarDate): Promise<void> {
  await atDesk(tess, async (tx, scope) => {
    const { version } = (await appealAtDesk(tx, scope, appealId))!;
    return recordReview(tx, scope, appealId, { ...review, lookAgainOn: addDays(today, 7), version }, today);
  });
  await atDesk(lind, async (tx, scope) => {
    const [newest] = await reviewsOf(tx, scope, appealId);
    const reason = 'Agreed. Put the minutes to Niamh this week; ask for an occupational therapist’s view first.';
    return answerReview(tx, scope, appealId, { reviewId: newest!.appealReviewId, says: 'agrees', reason });
  });
}
