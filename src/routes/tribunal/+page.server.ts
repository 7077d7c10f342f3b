import { error } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { inShort } from '#domain/calendar/words.ts';
import { dateKinds } from '#domain/tribunal/dates/date-kinds.ts';
import { inTribunalTeam } from '#domain/tribunal/begin.server.ts';
import { childNames } from '#domain/tribunal/children.server.ts';
import { groundInWords, numberInWords } from '#domain/tribunal/triage/appeal-head.server.ts';
import { openAppeals } from '#domain/tribunal/triage/queue.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope }, depends }) => {
  depends('appeals:queue');
  return underScope(scope, async (tx) => {
    if (!(await inTribunalTeam(tx))) error(404, 'Not found');
    const rows = await openAppeals(tx, scope);
    const names = await childNames(tx, rows);
    return {
      appeals: rows.map((row) => ({
        appealId: row.appealId,
        number: numberInWords(row.number),
        child: names.get(row.appealId) ?? 'Child not named',
        ground: groundInWords(row),
        next: row.nextDue && {
          what: dateKinds[row.nextDue].words,
          on: row.nextDueOn ? inShort(row.nextDueOn) : 'day not known',
        },
      })),
    };
  });
};
