import { redirect } from '@sveltejs/kit';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { roleInWords } from '#domain/access/standing.ts';
import { today } from '#domain/calendar/today.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { holdWhatTellsNow } from '#domain/evidence/guard/hold-again.server.ts';
import { inviteAdult } from '#domain/cases/invite-adult.server.ts';
import { inviteeRoles, namesTheChild, stateInWords, stateOf } from '#domain/people/invitation.ts';
import { cancelInvitation, codeToReadOut, invitationsOf } from '#domain/people/invite.server.ts';
import { endStanding, markSeenGiven, onTheCase, waitingGiven } from '#domain/people/on-the-case.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { endForm, inviteForm, oneGiven, oneInvitation } from './forms.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  const mayInvite = mayAlso(scope, 'people:invite');
  const { people, invitations, waiting } = await underScope(scope, async (tx) => ({
    people: await onTheCase(tx, scope),
    invitations: mayInvite ? await invitationsOf(tx, scope) : [],
    waiting: mayInvite ? await waitingGiven(tx, scope) : [],
  }));
  return {
    mayInvite,
    mayEnd: mayAlso(scope, 'people:end'),
    people: people.map(({ since, ...one }) => ({ ...one, since: momentInWords(since) })),
    invitations: invitations.map((row) => ({
      ...{
        invitationId: row.invitationId,
        fullName: row.fullName,
        role: roleInWords[row.role],
        word: row.word,
        ask: row.ask,
      },
      sent: momentInWords(row.createdAt),
      state: stateOf(row),
      stateInWords: stateInWords[stateOf(row)],
    })),
    waiting: waiting.map(({ at, ...one }) => ({ ...one, when: momentInWords(at) })),
    roles: inviteeRoles.map((value) => ({ value, label: roleInWords[value] })),
  };
};

const people = (event: { params: Partial<Record<string, string>> }) => `/cases/${event.params.caseFile}/people`;

export const actions = actionsFor('/cases/[caseFile]/people', {
  invite: async (event, scope) => {
    const form = await readForm(event.request, inviteForm);
    if ('refused' in form) return form.refused;
    const { relation, responsibility, checkedHow, checkedOn, school, ...given } = form.ok;
    const { email, mobile, ask, askBy } = given;
    const asTyped = { email: email ?? '', mobile: mobile ?? '', askBy: askBy ?? '', checkedOn: checkedOn ?? '' };
    const typed = { ...form.ok, ...asTyped };
    if (!email && !mobile) return refuseForm(typed, { email: 'Enter an e-mail address, a mobile number, or both' });
    const invited = await underScope(scope, async (tx) => {
      const { child } = await caseBar(tx, scope, today(now));
      if (namesTheChild(ask, [child])) return { because: 'names-the-child' } as const;
      const said = { relation, responsibility, checkedHow, checkedOn, schoolHidden: school !== 'may_know' };
      return holdWhatTellsNow(tx, scope, () => inviteAdult(tx, scope, given, said, today(now)));
    });
    if ('wrong' in invited) return refuseForm(typed, invited.wrong);
    if ('word' in invited) return { errors: {}, values: { word: invited.word, invitedName: form.ok.fullName } };
    if (invited.because === 'names-the-child')
      return refuseForm(typed, { ask: 'Leave out the child’s name. Other people may see the message' });
    return refuseForm(typed, { fullName: 'This person may not be on this case. A senior manager has to decide' });
  },
  cancel: async (event, scope) => {
    const form = await readForm(event.request, oneInvitation);
    if ('refused' in form) return form.refused;
    await underScope(scope, (tx) => cancelInvitation(tx, scope, form.ok.invitationId));
    redirect(303, people(event));
  },
  readOut: async (event, scope) => {
    const form = await readForm(event.request, oneInvitation);
    if ('refused' in form) return form.refused;
    const code = await underScope(scope, (tx) => codeToReadOut(tx, scope, form.ok.invitationId));
    if (!code) return refuseForm({}, { invitationId: 'That invitation is not open any more' });
    return { errors: {}, values: { codeToRead: code } };
  },
  seen: async (event, scope) => {
    const form = await readForm(event.request, oneGiven);
    if ('refused' in form) return form.refused;
    await underScope(scope, (tx) => markSeenGiven(tx, scope, form.ok.givenId));
    redirect(303, people(event));
  },
  end: async (event, scope) => {
    const form = await readForm(event.request, endForm);
    if ('refused' in form) return form.refused;
    const { standingId, reason, never } = form.ok;
    const ended = await underScope(scope, (tx) =>
      endStanding(tx, scope, { standingId, reason, never: never === 'yes' }),
    );
    if (ended === 'last-officer')
      return refuseForm({ standingId, reason }, { standingId: 'Somebody at the council must stay on the case' });
    redirect(303, people(event));
  },
});
