import { redirect } from '@sveltejs/kit';
import { mayAlso } from '#domain/access/offer.ts';
import { isRefused, refuse } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { seatFault } from '#domain/board/desk/deciding-present.ts';
import { decidingContentOf } from '#domain/board/desk/deciding-content.server.ts';
import { needsAllTheSame } from '#domain/board/desk/deciding.ts';
import { decide } from '#domain/board/desk/deciding.server.ts';
import { deskAgendaOf } from '#domain/board/desk/desk-agenda.server.ts';
import { deskItemOf } from '#domain/board/desk/desk-item.server.ts';
import { outcomes } from '#domain/board/outcomes.ts';
import { questions } from '#domain/board/question.ts';
import { citesInWords } from '#domain/board/desk/reasons-pages.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import { saveForm } from '../forms.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const item = await deskItemOf(tx, scope);
    if (!item) return { check: null };
    const content = await decidingContentOf(tx, scope, item);
    const { draft, reasons, important, faults, hard, shownSha256, check, pack, present } = content;
    return {
      check: {
        ...{
          agendaItemId: item.agendaItemId,
          decided: item.state === 'decided',
          child: content.childName,
          faults,
          hard,
          shownSha256,
        },
        question: questions[item.question],
        outcome: draft.outcome && outcomes[draft.outcome].inWords,
        ...{ sentence: draft.sentence, thisWeek: draft.thisWeek, nextStep: draft.nextStep },
        reasons: reasons.map(({ words, restsOn, pages }) => ({
          words,
          restsOn: restsOn === 'pages' ? citesInWords(pages) : 'The Board’s judgement',
        })),
        important: important.map(({ cite, title, answer }) => ({ page: cite || title, answer: answer?.words ?? null })),
        state: check.sentence,
        asksWhy: needsAllTheSame(check.state),
        pages: pack?.pages ?? 0,
        maySave: mayAlso(scope, 'board:decide') && seatFault(present) === null,
      },
    };
  });
};

export const actions = actionsFor('/cases/[caseFile]/board/decide/check', {
  default: async ({ request }, scope) => {
    const read = await readForm(request, saveForm);
    if ('refused' in read) return read.refused;
    const { agendaItemId, ...confirming } = read.ok;
    const done = await underScope(scope, (tx) => decide(tx, scope, agendaItemId, confirming));
    const refused = done ?? refuse('decide', 'This case is not on that agenda. Go back to the desk.');
    if (isRefused(refused)) {
      const field = ['allTheSame', 'lookedAtWords'].includes(refused.field) ? refused.field : 'decide';
      const values = { allTheSame: confirming.allTheSame, lookedAtWords: confirming.lookedAtWords ? 'yes' : '' };
      return refuseForm(values, { [field]: refused.refused });
    }
    redirect(303, await nextDesk(scope));
  },
});

/** The next case that waits, told which one was saved; when none waits, this one, which shows its decision. */
const nextDesk = (scope: CaseScope): Promise<string> =>
  underScope(scope, async (tx) => {
    const item = await deskItemOf(tx, scope);
    const agenda = item && (await deskAgendaOf(tx, item));
    return agenda?.nextWaiting
      ? `/cases/${agenda.nextWaiting}/board/decide?after=${agenda.at}`
      : `/cases/${scope.caseFileId}/board/decide`;
  });
