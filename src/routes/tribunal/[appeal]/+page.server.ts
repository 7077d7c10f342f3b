import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import { dateKinds } from '#domain/tribunal/dates/date-kinds.ts';
import { now } from '#server/clock.ts';
import { appealOnDesk } from '../../appeal-page.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { scope } = event.locals;
  return underScope(scope, async (tx) => {
    const { nextDue, nextDueOn } = await appealOnDesk(tx, scope, event);
    const next = nextDue && {
      what: dateKinds[nextDue].words,
      on: nextDueOn ? `${inWords(nextDueOn)}, ${inDays(nextDueOn, today(now))}` : 'day not known',
    };
    return { next };
  });
};
