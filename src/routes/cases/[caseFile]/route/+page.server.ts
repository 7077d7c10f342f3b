import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { about } from '#domain/cases/about.ts';
import { datesOf } from '#domain/cases/dates.server.ts';
import { easyRoute } from '#domain/cases/route-easy.ts';
import { wholeRoute } from '#domain/cases/route-whole.ts';
import { whereThingsAre } from '#domain/cases/where.server.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../act.ts';
import type { PageServerLoad } from './$types';

/** To read and to print: what folds, folds without it, so it comes without any JavaScript. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const todaysDate = today(now);
  const easy = event.url.searchParams.get('easy') === '1';
  return underScope(scope, async (tx) => {
    const file = await whereThingsAre(tx, scope);
    const { due, writtenDown } = await datesOf(tx, scope, todaysDate);
    const whom = about(file.child, scope.role === 'young_person');
    const facts = { ...file, due, hasPlan: writtenDown.some(({ what }) => what === 'plan_made') };
    const drawings = easyRoute(facts, whom);
    return {
      open: event.url.searchParams.get('open') === '1',
      drawn: Object.fromEntries([...drawings.toPlan, ...drawings.after].map(({ id, lines }) => [id, lines[0]![0]])),
      child: file.child,
      toYou: whom.you,
      today: inWords(todaysDate),
      easy: easy ? drawings : null,
      whole: easy ? null : wholeRoute(facts, whom, todaysDate),
    };
  });
};
