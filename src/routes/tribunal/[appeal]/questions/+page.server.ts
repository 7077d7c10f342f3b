import type { RequestEvent } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { leadsTribunalTeam } from '#domain/tribunal/begin.server.ts';
import { answerReview, recordReview, responseDueOn } from '#domain/tribunal/triage/review.server.ts';
import { reviewsOf } from '#domain/tribunal/triage/reviews.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../../act.ts';
import { actOnAppeal, appealOnDesk } from '../../../appeal-page.server.ts';
import { managerForm, reviewForm } from './forms.ts';
import { askedOf, pathsOf, reviewInWords } from './view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { scope } = event.locals;
  const todaysDate = today(now);
  return underScope(scope, async (tx) => {
    const row = await appealOnDesk(tx, scope, event);
    const reviews = await reviewsOf(tx, scope, row.appealId);
    const due = await responseDueOn(tx, row);
    const leads = await leadsTribunalTeam(tx);
    return {
      version: row.version,
      open: row.stage !== 'closed',
      ...askedOf(row, reviews[0] ?? null, due, todaysDate),
      paths: pathsOf(row, due, todaysDate),
      reviews: reviews.map((review) => ({
        ...reviewInWords(review, row),
        mayAnswer: leads && review.managerAt === null && review.by !== scope.personId && row.stage !== 'closed',
      })),
    };
  });
};

const page = ({ params }: RequestEvent) => `/tribunal/${params.appeal}/questions`;

export const actions = actionsFor('/tribunal/[appeal]/questions', {
  review: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      reviewForm,
      (tx, { sameToday, canShow, wouldSettle, ...said }, id) =>
        recordReview(tx, scope, id, { answers: { sameToday, canShow, wouldSettle }, ...said }, today(now)),
      page(event),
    ),
  answer: (event, scope) =>
    actOnAppeal(
      event,
      scope,
      managerForm,
      (tx, { managerReason: reason, ...said }, id) => answerReview(tx, scope, id, { ...said, reason }),
      page(event),
    ),
});
