import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { wordsIn } from '#domain/cases/glossary.ts';
import { grounds } from '#domain/mediation/dispute/dispute.ts';
import { endForBoth, stageForBoth } from '#domain/tribunal/dates/case-words.ts';
import { dayInWords, type Reader } from '#domain/tribunal/dates/day-in-words.ts';
import { appealDays } from '#domain/tribunal/dates/next-due.server.ts';
import { appealsOfCase } from '#domain/tribunal/dates/on-case.server.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../act.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const reader: Reader = scope.side === 'family' ? 'family' : 'council';
  return underScope(scope, async (tx) => {
    const appeals = [];
    for (const row of await appealsOfCase(tx, scope)) {
      const next = (await appealDays(tx, row)).find(({ waits }) => waits);
      appeals.push({
        appealId: row.appealId,
        number: row.number ?? 'No number yet',
        about: grounds[row.ground].words,
        where: row.stage === 'closed' ? endForBoth[row.outcome] : stageForBoth[row.stage],
        next: next ? dayInWords(next, today(now), reader) : null,
      });
    }
    const said = appeals.flatMap(({ about, where, next }) => [about, where, next?.title]);
    return {
      appeals,
      forFamily: reader === 'family',
      meanings: wordsIn(['An appeal goes to the tribunal.', ...said].join('. ')),
    };
  });
};
