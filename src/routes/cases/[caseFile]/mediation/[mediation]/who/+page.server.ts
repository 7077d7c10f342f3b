import { error, redirect } from '@sveltejs/kit';
import { refuse } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { agreedAloud } from '#domain/mediation/ready/agree.server.ts';
import { readAuthority } from '#domain/mediation/ready/authority.ts';
import { endMediator, leadCode } from '#domain/mediation/ready/lead.server.ts';
import { appointMediator } from '#domain/mediation/ready/mediator.server.ts';
import { appointOfficer } from '#domain/mediation/ready/officer.server.ts';
import {
  allow,
  sayComing,
  saySigns,
  takeOff,
  writeAuthority,
  writeNeeds,
} from '#domain/mediation/ready/who-changes.server.ts';
import { bring } from '#domain/mediation/ready/who.server.ts';
import { readEmail, readMobile } from '#domain/people/contact-details.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { refuseForm } from '../../../../../form.ts';
import { actIn, mediationHere } from '../../in-mediation.server.ts';
import { saysIndependenceFirst } from '../view.server.ts';
import * as forms from './forms.ts';
import { whoView } from './view.server.ts';
import type { PageServerLoad } from './$types';

type Here = { params: Partial<Record<string, string>> };
const home = ({ params }: Here) => `/cases/${params.caseFile}/mediation/${params.mediation}`;
const who = (event: Here) => `${home(event)}/who`;

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const here = await mediationHere(tx, scope, event);
    if (saysIndependenceFirst(here)) redirect(303, home(event));
    return whoView(tx, scope, here, event.url.searchParams.get('person'));
  });
};

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]/who', {
  bring: (event, scope) =>
    actIn(event, scope, forms.bringForm, (tx, form, id) => bring(tx, scope, id, form), `${who(event)}#people`),
  allow: (event, scope) =>
    actIn(event, scope, forms.oneParty, (tx, { partyId }, id) => allow(tx, scope, id, partyId), `${who(event)}#people`),
  coming: (event, scope) =>
    actIn(
      event,
      scope,
      forms.comingForm,
      (tx, { partyId, coming }, id) => sayComing(tx, scope, id, partyId, coming),
      `${who(event)}#people`,
    ),
  needs: (event, scope) =>
    actIn(
      event,
      scope,
      forms.needsForm,
      (tx, { partyId, needs }, id) => writeNeeds(tx, scope, id, partyId, needs),
      `${who(event)}#people`,
    ),
  authority: (event, scope) =>
    actIn(
      event,
      scope,
      forms.authorityForm,
      (tx, { partyId, ...said }, id) => writeAuthority(tx, scope, id, partyId, readAuthority(said)),
      `${who(event)}#yes`,
    ),
  signs: (event, scope) =>
    actIn(
      event,
      scope,
      forms.signsForm,
      (tx, { partyId, signs }, id) => saySigns(tx, scope, id, partyId, signs === 'yes'),
      `${who(event)}#people`,
    ),
  takeOff: (event, scope) =>
    // Whoever takes themselves off has no page here any more.
    actIn(
      event,
      scope,
      forms.oneParty,
      (tx, { partyId }, id) => takeOff(tx, scope, id, partyId),
      (done) => (done === 'left' ? '/home' : `${who(event)}#people`),
    ),
  aloud: (event, scope) =>
    actIn(
      event,
      scope,
      forms.oneParty,
      (tx, { partyId }, id) => agreedAloud(tx, scope, id, partyId),
      `${who(event)}#people`,
    ),
  appoint: (event, scope) =>
    actIn(
      event,
      scope,
      forms.mediatorForm,
      async (tx, { email, mobile, ...given }, id) => {
        if (!email && !mobile) return refuse('email', 'Enter an e-mail address, a mobile number, or both');
        return appointMediator(tx, scope, id, { ...given, email: readEmail(email), mobile: readMobile(mobile) });
      },
      `${who(event)}#lead`,
    ),
  officer: (event, scope) =>
    actIn(
      event,
      scope,
      forms.officerForm,
      (tx, { officer }, id) => appointOfficer(tx, scope, id, officer),
      `${who(event)}#lead`,
    ),
  replace: (event, scope) =>
    actIn(
      event,
      scope,
      forms.replaceForm,
      (tx, { reason }, id) => endMediator(tx, scope, id, reason),
      `${who(event)}#lead`,
    ),
  readOut: async (event, scope) => {
    const done = await underScope(scope, async (tx) => {
      const { mediation } = await mediationHere(tx, scope, event);
      return leadCode(tx, scope, mediation.mediationId);
    });
    if (done === null) error(404, 'Not found');
    if ('refused' in done) return refuseForm({}, { [done.field]: done.refused });
    return { errors: {}, values: { codeToRead: done.code } };
  },
});
