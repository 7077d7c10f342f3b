import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import type { PrivateSide } from '#domain/mediation/mediation.ts';
import { mayExchange, statementsOf, writeStatement } from '#domain/mediation/ready/statements.server.ts';
import { speaksFor } from '#domain/mediation/ready/who-may-add.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { actIn, mediationHere } from '../../in-mediation.server.ts';
import { typed } from '../forms.ts';
import { aboutMeeting, saysIndependenceFirst } from '../view.server.ts';
import type { PageServerLoad } from './$types';

type Here = { params: Partial<Record<string, string>> };
const home = ({ params }: Here) => `/cases/${params.caseFile}/mediation/${params.mediation}`;

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  return underScope(scope, async (tx) => {
    const here = await mediationHere(tx, scope, event);
    if (saysIndependenceFirst(here)) redirect(303, home(event));
    const { place, party } = here;
    const { agreed, exchanged, ...words } = await statementsOf(tx, scope, here);
    const own: PrivateSide | null = place === 'lead' ? null : place;
    const other: PrivateSide = own === 'family' ? 'council' : 'family';
    return {
      ...{ about: aboutMeeting(here), words, exchanged, own, other },
      agreed: { family: agreed.includes('family'), council: agreed.includes('council') },
      mayAgree: own !== null && speaksFor(place, party),
    };
  });
};

const LONGEST = 4000;
const statementForm = v.object({ issues: typed(LONGEST), hopedFor: typed(LONGEST), childViews: typed(LONGEST) });

export const actions = actionsFor('/cases/[caseFile]/mediation/[mediation]/words', {
  write: (event, scope) =>
    actIn(event, scope, statementForm, (tx, said, id) => writeStatement(tx, scope, id, said), `${home(event)}/words`),
  exchange: (event, scope) =>
    actIn(event, scope, v.object({}), (tx, _, id) => mayExchange(tx, scope, id, true), `${home(event)}/words`),
  waitWithIt: (event, scope) =>
    actIn(event, scope, v.object({}), (tx, _, id) => mayExchange(tx, scope, id, false), `${home(event)}/words`),
});
