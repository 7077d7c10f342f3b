import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { requestsAtDesk } from '#domain/records/requests/desk.server.ts';
import { aboutInWords, answerByInWords, stateAtDesk } from '#domain/records/requests/request.ts';
import { now } from '#server/clock.ts';
import { dutyHere } from '../duty-page.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope } }) => {
  await dutyHere(scope, 'records');
  const rows = await underScope(scope, (tx) => requestsAtDesk(tx, scope));
  const isOver = (state: string) => state === 'released' || state === 'closed';
  const inList = (row: (typeof rows)[number]) => ({
    id: row.dataRequestId,
    who: row.askedByName,
    about: aboutInWords[row.about],
    received: inShort(row.receivedOn),
    state: stateAtDesk[row.state],
    by: isOver(row.state) ? '' : answerByInWords(row, today(now)),
  });
  return {
    open: rows.filter(({ state }) => !isOver(state)).map(inList),
    over: rows.filter(({ state }) => isOver(state)).map(inList),
  };
};
