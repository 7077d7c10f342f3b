import type { CalendarDate } from '#domain/calendar/date.ts';
import { inShort } from '#domain/calendar/words.ts';
import { youSaidWeDid } from '#domain/insight/learning/actions.server.ts';
import { themes } from '#domain/insight/learning/themes.ts';
import { councils } from '#domain/people/councils.server.ts';
import type { PageServerLoad } from './$types';

/** "May 2026". */
const inMonthOf = (day: CalendarDate): string => inShort(day).replace(/^\d+ /, '');

/** What one council published: one's own when signed in, else the one that is chosen, or the only one there is. */
export const load: PageServerLoad = async ({ locals: { scope }, url }) => {
  const all = await councils();
  const key = url.searchParams.get('council');
  const own = all.find(({ councilId }) => councilId === scope.councilId);
  const council = all.find((one) => one.key === key) ?? own ?? (all.length === 1 ? all[0]! : null);
  if (!council) return { council: null, choices: all.map(({ name, key: its }) => ({ name, key: its })), done: [] };
  const done = await youSaidWeDid(council.councilId);
  return {
    council: council.name,
    choices: [],
    done: done.map(({ learningActionId: id, theme, youSaid, weDid, doneOn, byWhen, helped }) => ({
      ...{ id, youSaid, weDid, helped, theme: themes[theme] },
      when: doneOn ? `Done in ${inMonthOf(doneOn)}` : byWhen ? `To be done by ${inMonthOf(byWhen)}` : '',
    })),
  };
};
