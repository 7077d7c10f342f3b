import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { wordsIn } from '#domain/cases/glossary.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { now } from '#server/clock.ts';
import { caseScopeOf } from '../../../../act.ts';
import { appealHere } from '../../../../appeal-page.server.ts';
import { appealView } from './view.server.ts';
import type { PageServerLoad } from './$types';

/** The hard words of where the appeal is, of its days, and of what both sides can agree. */
const meaningsOfAppeal = ({
  where,
  about,
  days,
  past,
  early,
  meanwhile,
  parts,
}: Awaited<ReturnType<typeof appealView>>) =>
  wordsIn(
    [
      ...['The tribunal decides the appeal. A hearing. The draft plan.', where, about, meanwhile.law, ...early],
      ...[...days, ...past].map(({ title }) => title),
      ...parts.map(({ label }) => label),
    ].join('. '),
  );

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const row = await appealHere(tx, scope, event);
    await recordLook(tx, scope, 'appeal.opened', row.appealId);
    const appeal = await appealView(tx, scope, row, today(now));
    return { appeal, meanings: meaningsOfAppeal(appeal) };
  });
};
