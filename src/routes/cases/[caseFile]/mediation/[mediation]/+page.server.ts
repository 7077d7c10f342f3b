import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { agreeToMediate, sayIndependent } from '#domain/mediation/ready/agree.server.ts';
import { fixDay } from '#domain/mediation/ready/fix-day.server.ts';
import { offerCall } from '#domain/mediation/ready/pre-call.server.ts';
import { answerTime, offerTime, takeBackTime } from '#domain/mediation/ready/times.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { actIn, mediationHere } from '../in-mediation.server.ts';
import { agreeForm, answerForm, callForm, fixForm, independentForm, offerForm, oneTime } from './forms.ts';
import { aboutMeeting, readyView, saysIndependenceFirst } from './view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const here = await mediationHere(tx, scope, event);
    const about = aboutMeeting(here);
    if (saysIndependenceFirst(here)) return { about, ready: null };
    return { about, ready: await readyView(tx, scope, here, event.url.searchParams.get('fix')) };
  });
};

type Here = { params: Partial<Record<string, string>> };
const home = ({ params }: Here) => `/cases/${params.caseFile}/mediation/${params.mediation}`;

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]', {
  offerTime: (event, scope) =>
    actIn(
      event,
      scope,
      offerForm,
      (tx, form, id) => offerTime(tx, scope, id, form, today(now)),
      `${home(event)}#times`,
    ),
  answerTime: (event, scope) =>
    actIn(
      event,
      scope,
      answerForm,
      (tx, { meetingTimeId, can }, id) => answerTime(tx, scope, id, meetingTimeId, can === 'yes'),
      `${home(event)}#times`,
    ),
  takeBackTime: (event, scope) =>
    actIn(
      event,
      scope,
      oneTime,
      (tx, { meetingTimeId }, id) => takeBackTime(tx, scope, id, meetingTimeId),
      `${home(event)}#times`,
    ),
  fixDay: (event, scope) =>
    actIn(
      event,
      scope,
      fixForm,
      (tx, { version, ...fixing }, id) => fixDay(tx, scope, id, fixing, Number(version), today(now)),
      `${home(event)}#times`,
    ),
  agree: (event, scope) =>
    actIn(
      event,
      scope,
      agreeForm,
      (tx, { sha256 }, id) => agreeToMediate(tx, scope, id, sha256),
      `${home(event)}#agree`,
    ),
  independent: (event, scope) =>
    actIn(
      event,
      scope,
      independentForm,
      (tx, { independent }, id) => sayIndependent(tx, scope, id, independent === 'yes'),
      home(event),
    ),
  call: (event, scope) =>
    actIn(
      event,
      scope,
      callForm,
      (tx, { side, callOn, callAt, phone }, id) =>
        offerCall(tx, scope, id, { side, on: callOn, startsAt: callAt, phone }, today(now)),
      `${home(event)}#calls`,
    ),
});
