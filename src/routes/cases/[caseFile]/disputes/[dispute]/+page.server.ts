import { error, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import { isRefused, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { wordsIn } from '#domain/cases/glossary.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { startCertificate, takeBackCertificate, writeIssued } from '#domain/mediation/dispute/certificates.server.ts';
import { disputeFor } from '#domain/mediation/dispute/disputes.server.ts';
import { disputeView } from '#domain/mediation/dispute/dispute-view.server.ts';
import { endDispute, reopenDispute } from '#domain/mediation/dispute/ending.server.ts';
import { addIssue, changeIssue, settleIssue } from '#domain/mediation/dispute/issues.server.ts';
import { openMediation } from '#domain/mediation/dispute/open-mediation.server.ts';
import {
  writeAdviserContacted,
  writeAppealed,
  writeDecided,
  writeHealthTold,
} from '#domain/mediation/dispute/written.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm, type FormFault } from '../../../../form.ts';
import * as forms from './forms.ts';
import { inPageWords, offers } from './view.server.ts';
import type { PageServerLoad } from './$types';

/** The hard words of what can be done next and by when. */
const meaningsOfDispute = ({ next, dates }: ReturnType<typeof inPageWords>) =>
  wordsIn(
    [
      ...next.flatMap(({ title, words }) => [title, ...words]),
      ...dates.flatMap(({ title, why, who }) => [title, why, who]),
      'Mediation. A mediator. Disagreement resolution. A certificate. An appeal.',
    ].join('. '),
  );

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const row = await disputeFor(tx, scope, event.params.dispute);
    if (!row) error(404, 'Not found');
    await recordLook(tx, scope, 'dispute.opened', row.disputeId);
    const dispute = inPageWords(await disputeView(tx, scope, row, today(now)), scope, today(now));
    return { dispute, offers, meanings: meaningsOfDispute(dispute) };
  });
};

/** How the field of a refusal is called on the page, where two forms would share a name or one form stands there twice. */
type FieldOnPage = (field: string, values: Record<string, string>) => string;
const asItIs: FieldOnPage = (field) => field;
const ofRow =
  (id: string): FieldOnPage =>
  (field, values) =>
    values[id] ? `${field}-${values[id]}` : field;

type Doing<T> = (tx: Tx, disputeId: string, values: T) => Promise<unknown>;

/** Reads a form, runs one command of this dispute, and shows the page again: at what was done, or with what was typed. */
async function doing<S extends Parameters<typeof readForm>[1]>(
  { request, params }: RequestEvent,
  scope: CaseScope,
  schema: S,
  work: Doing<v.InferOutput<S>>,
  onPage: FieldOnPage = asItIs,
): Promise<ActionFailure<FormFault>> {
  const form = await readForm(request, schema);
  if ('refused' in form) return form.refused;
  const disputeId = params.dispute!;
  const values = form.ok as Record<string, string>;
  const done = await underScope(scope, async (tx) => {
    if (!(await disputeFor(tx, scope, disputeId))) error(404, 'Not found');
    return (await work(tx, disputeId, form.ok)) ?? GONE;
  });
  if (isRefused(done)) return refuseForm(values, { [onPage(done.field, values)]: done.refused });
  redirect(303, `/cases/${params.caseFile}/disputes/${disputeId}`);
}
const GONE: Refused = { field: 'form', refused: 'That is not there any more. Look at how it is now.' };

/** A field of the same name in another form of the page: each has an id of its own. */
const kindIs =
  (id: string): FieldOnPage =>
  (field) =>
    field === 'kind' ? id : field;

export const actions = actionsFor('/cases/[caseFile]/disputes/[dispute]', {
  issue: (event, scope) =>
    doing(
      event,
      scope,
      forms.issueForm,
      (tx, id, { issueId, ...written }) =>
        issueId ? changeIssue(tx, scope, id, issueId, written) : addIssue(tx, scope, id, written),
      ofRow('issueId'),
    ),
  settle: (event, scope) =>
    doing(event, scope, forms.settleForm, (tx, id, { issueId, settled }) =>
      settleIssue(tx, scope, id, issueId, settled === 'yes', now()),
    ),
  decided: (event, scope) =>
    doing(event, scope, forms.decidedForm, (tx, id, said) => writeDecided(tx, scope, id, said, today(now))),
  adviser: (event, scope) =>
    doing(event, scope, forms.adviserForm, (tx, id, { adviserContactedOn }) =>
      writeAdviserContacted(tx, scope, id, adviserContactedOn, today(now)),
    ),
  appeal: (event, scope) =>
    doing(event, scope, forms.appealForm, (tx, id, { appealedOn }) =>
      writeAppealed(tx, scope, id, appealedOn, today(now)),
    ),
  health: (event, scope) =>
    doing(event, scope, forms.healthForm, (tx, id, { healthToldOn }) =>
      writeHealthTold(tx, scope, id, healthToldOn, today(now)),
    ),
  certificate: (event, scope) =>
    doing(
      event,
      scope,
      forms.certificateForm,
      (tx, id, { certificateKind: kind, clockFrom }) =>
        startCertificate(tx, scope, id, { kind, clockFrom }, today(now)),
      kindIs('certificateKind'),
    ),
  issued: (event, scope) =>
    doing(
      event,
      scope,
      forms.issuedForm,
      (tx, id, said) => writeIssued(tx, scope, id, said, today(now)),
      ofRow('certificateId'),
    ),
  takeBack: (event, scope) =>
    doing(event, scope, forms.takeBackForm, (tx, id, { certificateId }) =>
      takeBackCertificate(tx, scope, id, certificateId),
    ),
  meet: (event, scope) =>
    doing(
      event,
      scope,
      forms.meetingForm,
      (tx, id, { meetingKind: kind, wantedOn, provider, neverGoesBetween }) => {
        // A family asks today. The council writes down the day it was asked, and who will mediate.
        const asked =
          scope.side === 'family'
            ? { wantedOn: today(now), provider: '', neverGoesBetween: false }
            : { wantedOn, provider, neverGoesBetween: neverGoesBetween === 'yes' };
        return openMediation(tx, scope, id, { kind, ...asked }, today(now));
      },
      kindIs('meetingKind'),
    ),
  end: (event, scope) => doing(event, scope, forms.endForm, (tx, id, { how }) => endDispute(tx, scope, id, how, now())),
  reopen: async ({ params }, scope) => {
    await underScope(scope, (tx) => reopenDispute(tx, scope, params.dispute!));
    redirect(303, `/cases/${params.caseFile}/disputes/${params.dispute}`);
  },
});
