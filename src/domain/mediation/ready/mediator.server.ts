import { and, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { invite } from '#domain/people/invite.server.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation } from '../begin.server.ts';
import { mediation, mediationParty } from '../schema.server.ts';
import { leadOf } from './lead.server.ts';

/** A mediator as the council types them. The contact details are read by `people/contact-details.ts`; at least one is given. */
export interface NewMediator {
  fullName: string;
  email: string | null;
  mobile: string | null;
  provider: string;
  providerRef: string;
}

type Contact = Pick<NewMediator, 'email' | 'mobile'>;

/** Whose person row carries this address or number, as SQL. */
const sameContact = ({ email, mobile }: Contact) =>
  or(
    email ? sql`lower(${person.email}) = ${email.toLowerCase()}` : undefined,
    mobile ? eq(person.mobile, mobile) : undefined,
  );

/**
 * Whether somebody is the council's by their address: a member of staff's own, or at a domain that staff write from. It is
 * asked before anything is sent; who employs them is besides refused by the database (MED4) and said by them (RDY2).
 */
async function isCouncils(tx: Tx, { councilId }: CaseScope, contact: Contact): Promise<boolean> {
  const domain = contact.email?.slice(contact.email.indexOf('@') + 1).toLowerCase();
  const atDomain = domain ? sql`lower(split_part(${person.email}, '@', 2)) = ${domain}` : undefined;
  const rows = await tx
    .select({ personId: person.personId })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.kind, 'staff'), or(sameContact(contact), atDomain)))
    .limit(1);
  return rows.length > 0;
}

/** What somebody with this address or number is to the case file now. Undefined for nobody. */
async function onThisCase(tx: Tx, { councilId, caseFileId }: CaseScope, contact: Contact) {
  const [found] = await tx
    .select({ role: standing.role, personId: standing.personId })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), isNull(standing.endedAt)],
        sameContact(contact),
      ),
    )
    .limit(1);
  return found;
}

/** Whether somebody with this address or number is or was of a side in this mediation, or led it before. */
async function wasInIt(tx: Tx, { councilId }: CaseScope, mediationId: string, contact: Contact): Promise<boolean> {
  const rows = await tx
    .select({ partyId: mediationParty.partyId })
    .from(mediationParty)
    .innerJoin(
      person,
      and(eq(person.councilId, mediationParty.councilId), eq(person.personId, mediationParty.personId)),
    )
    .where(
      and(
        ...[eq(mediationParty.councilId, councilId), eq(mediationParty.mediationId, mediationId)],
        ...[ne(mediationParty.side, 'neutral'), isNotNull(mediationParty.personId), sameContact(contact)],
      ),
    )
    .limit(1);
  return rows.length > 0;
}

const theCouncils = 'A mediator must not work for the council. Ask the provider for somebody who does not';

/** The sentence for somebody who cannot be the mediator, or null. */
async function whyNot(tx: Tx, scope: CaseScope, mediationId: string, given: NewMediator): Promise<Refused | null> {
  const field = given.email ? 'email' : 'mobile';
  if (await isCouncils(tx, scope, given)) return refuse(field, theCouncils);
  const known = await onThisCase(tx, scope, given);
  if ((known && known.role !== 'mediator') || (await wasInIt(tx, scope, mediationId, given)))
    return refuse(field, 'They have a place on this case already, so they cannot be its mediator');
  return null;
}

/**
 * Appoints the independent mediator (RDY1): the ordinary invitation, by link and code, and a place that waits for them.
 * They fill it in the transaction in which they take the invitation up (`seat_the_invited` in drizzle/), so nothing here
 * has to be told by people, which may not know of mediation. Null for whoever has no place here.
 */
export async function appointMediator(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  given: NewMediator,
): Promise<Refused | null | { word: string | null }> {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  if (here.mediation.kind !== 'mediation')
    return refuse('fullName', 'Early resolution is led by the council’s own officer');
  const lead = await leadOf(tx, scope, mediationId);
  if (lead) return refuse('fullName', `${lead.name} is the mediator. There can be one at a time: replace them first`);
  const wrong = await whyNot(tx, scope, mediationId, given);
  if (wrong) return wrong;
  const seat = await seatFor(tx, scope, given);
  if ('refused' in seat) return seat;
  const { councilId, caseFileId, personId: addedBy } = scope;
  const { fullName: name, provider, providerRef } = given;
  const { word, ...place } = seat;
  await tx.insert(mediationParty).values({
    ...{ councilId, caseFileId, mediationId, side: 'neutral', comingAs: 'mediator', name, body: provider },
    ...{ ...place, coming: 'yes', addedBy },
  });
  await tx
    .update(mediation)
    .set({ provider, providerRef })
    .where(and(eq(mediation.councilId, councilId), eq(mediation.mediationId, mediationId)));
  await recordFor(tx, scope, { action: 'mediation.mediator_appointed', target: mediationId });
  return { word };
}

/** An invitation for somebody new; somebody who leads another mediation of this case has a standing to sit down with at once. */
async function seatFor(tx: Tx, scope: CaseScope, { fullName, email, mobile }: NewMediator) {
  const known = await onThisCase(tx, scope, { email, mobile });
  if (known) return { personId: known.personId, word: null };
  // The words are ours, so that nobody has to keep the child's name out of them.
  const ask = 'Please come and lead a mediation.';
  const invited = await invite(tx, scope, {
    fullName,
    email,
    mobile,
    role: 'mediator',
    ask,
    askBy: null,
    adultId: null,
  });
  if ('because' in invited)
    return refuse('fullName', 'This person may not be on this case. A senior manager has to decide');
  return { invitationId: invited.invitationId, word: invited.word };
}
