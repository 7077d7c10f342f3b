import type { CaseScope } from '#domain/access/scope.ts';
import { mayAlso } from '#domain/access/offer.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { InMediation } from '#domain/mediation/begin.server.ts';
import { comingAs, decidable, type Decidable, type MediationKind } from '#domain/mediation/mediation.ts';
import { formerLeads, leadInvitation } from '#domain/mediation/ready/lead.server.ts';
import { officersWhoMayLead } from '#domain/mediation/ready/officer.server.ts';
import { partiesOf, type PartySeen } from '#domain/mediation/ready/parties.server.ts';
import { groundOf, missingYes } from '#domain/mediation/ready/ready.server.ts';
import { leads, mayAllow, mayBring, speaksFor, waitsInWords } from '#domain/mediation/ready/who-may-add.ts';
import { mayBeBrought } from '#domain/mediation/ready/who.server.ts';
import { stateInWords, stateOf } from '#domain/people/invitation.ts';
import type { Tx } from '#server/db.ts';
import { aboutMeeting, leadInWords, whoSaysYes } from '../view.server.ts';

const comes = { yes: 'Comes', no: 'Does not come', not_said: 'Has not said yet' } as const;
const groups = { family: 'Family', council: 'Council', neutral: 'On neither side' } as const;

/** Everything the page of who comes shows to one person. */
export async function whoView(tx: Tx, scope: CaseScope, here: InMediation, personId: string | null) {
  const people = await partiesOf(tx, scope, here);
  const { mediationId, kind } = here.mediation;
  const speaks = speaksFor(here.place, here.party);
  const chosen = people.find(({ partyId, theirs }) => partyId === personId && theirs);
  const mayArrange = mayAlso(scope, 'dispute:arrange');
  const lines = people.map((one) => inWordsOf(one, here, speaks));
  return {
    about: aboutMeeting(here),
    groups: (Object.keys(groups) as (keyof typeof groups)[]).map((side) => ({
      label: groups[side],
      people: lines.filter((one) => one.side === side),
    })),
    person: chosen ? personInWords(chosen, speaks) : null,
    yes: whoSaysYes(people, missingYes(people, await groundOf(tx, scope, here))),
    lead: leadInWords(people),
    former: (await formerLeads(tx, scope, mediationId)).map(({ name, leftAt }) => ({
      name,
      left: inWords(dateOf(leftAt)),
    })),
    mayBring: speaks,
    comingAs: mayBring(here.place).map((value) => ({ value, label: comingAs[value] })),
    known: (await mayBeBrought(tx, scope, here)).map(({ standingId, name, roleInWords }) => ({
      value: standingId,
      label: `${name}, ${roleInWords.toLowerCase()}`,
    })),
    arranging: mayArrange ? await arranging(tx, scope, mediationId, kind) : null,
  };
}

function inWordsOf(one: PartySeen, { place, mediation, party }: InMediation, speaks: boolean) {
  const { partyId, name, side, body, coming, needs, waitsFor, byName, me, theirs, signs } = one;
  const asked = one.comingAs !== 'mediator' && waitsFor === null && coming !== 'no';
  return {
    ...{ partyId, name, side, body, needs, me, theirs, signs },
    comingAs: comingAs[one.comingAs],
    comes: comes[coming],
    waits: waitsFor && waitsInWords(waitsFor, mediation.kind),
    mayAllow: speaks && mayAllow(place, waitsFor),
    agreed: asked ? one.agreedToMediateAt !== null : null,
    mayWriteAgreed: place === 'lead' && byName && asked && one.agreedToMediateAt === null && party.partyId !== partyId,
  };
}

/** One person, with what their own side can change of them. */
function personInWords(one: PartySeen, speaks: boolean) {
  const { partyId, name, side, coming, needs, signs, byName, me, authority } = one;
  const mayDecide = side === 'council' && !leads(one.comingAs);
  return {
    ...{ partyId, name, coming, me, signs },
    needs: needs ?? '',
    maySign: speaks && !byName && ['party', 'decides', 'advises'].includes(one.comingAs),
    mayTakeOff: (speaks || me) && !leads(one.comingAs),
    authority: mayDecide
      ? (Object.keys(decidable) as Decidable[]).map((what) => ({
          ...{ what, label: decidable[what] },
          may: authority?.[what]?.may ?? '',
          limits: authority?.[what]?.limits ?? '',
        }))
      : null,
  };
}

/** What whoever arranges it for the council needs of the lead's invitation. */
async function arranging(tx: Tx, scope: CaseScope, mediationId: string, kind: MediationKind) {
  const invitation = await leadInvitation(tx, scope, mediationId);
  const officers = kind === 'early_resolution' ? await officersWhoMayLead(tx, scope, mediationId) : [];
  const state = invitation && stateOf(invitation);
  return {
    invitation: invitation && state && { word: invitation.word, open: state === 'open', state: stateInWords[state] },
    officers: officers.map(({ standingId, name }) => ({ value: standingId, label: name })),
  };
}
