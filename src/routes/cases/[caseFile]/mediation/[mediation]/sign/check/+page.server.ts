import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { agreementTitle, sideInWords } from '#domain/mediation/agreement/agreement-words.ts';
import { signingFor } from '#domain/mediation/agreement/read-agreement.server.ts';
import { sign } from '#domain/mediation/agreement/sign.server.ts';
import { isPaused, pauseEnds } from '#domain/mediation/agreement/signing.ts';
import { inGroups } from '#domain/evidence/canonical.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../../../act.ts';
import { actIn, mediationHere } from '../../../in-mediation.server.ts';
import { shown } from '../shown.ts';
import type { PageServerLoad } from './$types';

const signingOf = ({ params: { caseFile, mediation } }: { params: Partial<Record<string, string>> }) =>
  `/cases/${caseFile}/mediation/${mediation}/sign`;

export const load: PageServerLoad = (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const { mediation, party } = await mediationHere(tx, scope, event);
    const view = await signingFor(tx, scope, mediation.mediationId, today(now));
    if (!view) error(404, 'Not found');
    const mayNow = view.state === 'to_sign' && view.signs && view.mine?.choice !== 'signed' && !mediation.closedAt;
    if (!mayNow) redirect(303, signingOf(event));
    const { row } = view;
    return {
      ...{ agreementId: row.agreementId, sha256: row.sha256, fingerprint: inGroups(row.sha256) },
      ...{ title: agreementTitle[row.text.kind], reference: row.text.reference },
      clauses: row.text.clauses.map(({ number, title }) => `${number}. ${title}`),
      left: row.text.leftOver.map(({ title }) => title),
      side: sideInWords[party.side],
      thinkUntil: isPaused(row.drawnUpAt, now()) ? momentInWords(pauseEnds(row.drawnUpAt)) : null,
    };
  });
};

const signForm = v.object({
  ...shown,
  name: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(200, 'Use 200 letters or fewer')),
  atOnce: v.optional(v.string(), ''),
});

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]/sign/check', {
  default: (event, scope) =>
    actIn(
      event,
      scope,
      signForm,
      (tx, { atOnce, ...form }, mediationId) =>
        sign(tx, scope, mediationId, { ...form, atOnce: atOnce === 'yes' }, now()),
      signingOf(event),
    ),
});
