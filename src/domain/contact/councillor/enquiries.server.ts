import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { readEmail } from '#domain/people/contact-details.ts';
import { councilById } from '#domain/people/councils.server.ts';
import { updateForFamily } from '#domain/people/messages.ts';
import { hashOf, linkToken } from '#domain/people/secrets.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { isId } from '#server/ids.ts';
import { queueMessage } from '#server/outbox.ts';
import { holdersOf, tell, type OfCase } from '../addressees.server.ts';
import { enquiry } from './councillor-schema.server.ts';
import { CARD_DAYS, cardMail, faultsInEnquiry, type EnquiryGiven } from './enquiry.ts';

export type EnquiryRow = typeof enquiry.$inferSelect;

const ofCase = ({ councilId, caseFileId }: CaseScope) =>
  and(eq(enquiry.councilId, councilId), eq(enquiry.caseFileId, caseFileId));
const thisOne = (scope: CaseScope, enquiryId: string) => and(ofCase(scope), eq(enquiry.enquiryId, enquiryId));

/** Who asked about this case, the latest first. */
export const enquiriesOf = (tx: Tx, scope: CaseScope): Promise<EnquiryRow[]> =>
  tx.select().from(enquiry).where(ofCase(scope)).orderBy(desc(enquiry.askedOn), desc(enquiry.enquiryId));

/** Writes an enquiry down and tells the family that there is something to answer. */
export async function writeEnquiry(
  tx: Tx,
  scope: CaseScope<'enquiry:keep'>,
  given: EnquiryGiven,
  today: CalendarDate,
): Promise<'written' | { wrong: ReturnType<typeof faultsInEnquiry> }> {
  await assertStillStanding(tx, scope);
  const wrong = faultsInEnquiry(given, today);
  if (Object.keys(wrong).length > 0) return { wrong };
  const { councilId, caseFileId, personId: by } = scope;
  const [made] = await tx
    .insert(enquiry)
    .values({ ...given, email: readEmail(given.email)!, councilId, caseFileId, by })
    .returning({ enquiryId: enquiry.enquiryId });
  await recordFor(tx, scope, { action: 'enquiry.written', target: made!.enquiryId, detail: { ...given } });
  await tell(tx, scope, await holdersOf(tx, scope, ['parent', 'young_person']), updateForFamily(env().ORIGIN));
  return 'written';
}

/** Whether somebody can still answer for the family: a parent or the young person who is on the case now. */
export const stillAnswers = async (tx: Tx, of: OfCase, personId: string): Promise<boolean> =>
  (await holdersOf(tx, of, ['parent', 'young_person'])).some((one) => one.personId === personId);

/**
 * CLR3: the family's answer, which can change any day. A no, also a later one, makes the card dead at once; and it stands
 * until whoever said it takes it back, so that one parent cannot tell over the head of another.
 */
export async function sayWhetherTold(
  tx: Tx,
  scope: CaseScope<'enquiry:answer'>,
  enquiryId: string,
  may: boolean,
): Promise<'said' | 'anothers-no' | null> {
  await assertStillStanding(tx, scope);
  if (!isId(enquiryId)) return null;
  const [before] = await tx.select().from(enquiry).where(thisOne(scope, enquiryId)).for('update');
  if (!before) return null;
  if (may && (await isAnothersNo(tx, scope, before))) return 'anothers-no';
  const takenBack = !may && before.consent === true;
  const said = { consent: may, consentBy: scope.personId, consentAt: sql`now()` };
  const dead = { linkHash: null, expiresAt: null, ...(takenBack ? { withdrawnAt: sql`now()` } : {}) };
  await tx
    .update(enquiry)
    .set(may ? { ...said, withdrawnAt: null } : { ...said, ...dead })
    .where(thisOne(scope, enquiryId));
  const action = takenBack ? 'enquiry.withdrawn' : 'enquiry.said';
  await recordFor(tx, scope, { action, target: enquiryId, detail: { may } });
  return 'said';
}

const isAnothersNo = async (tx: Tx, scope: CaseScope, { consent, consentBy }: EnquiryRow): Promise<boolean> =>
  consent === false && consentBy !== null && consentBy !== scope.personId && stillAnswers(tx, scope, consentBy);

const withConsent = (scope: CaseScope, enquiryId: string) =>
  and(thisOne(scope, enquiryId), eq(enquiry.consent, true), isNull(enquiry.withdrawnAt));

/** Sends a fresh link to the card, with the family's yes and not without; the one before is dead. */
export async function sendCard(
  tx: Tx,
  scope: CaseScope<'enquiry:keep'>,
  enquiryId: string,
): Promise<'sent' | 'no-yes'> {
  await assertStillStanding(tx, scope);
  if (!isId(enquiryId)) return 'no-yes';
  const token = linkToken();
  const fresh = {
    linkHash: hashOf(token),
    expiresAt: sql`now() + make_interval(days => ${CARD_DAYS})`,
    sentAt: sql`now()`,
  };
  const [said] = await tx.select().from(enquiry).where(withConsent(scope, enquiryId)).for('update');
  if (!said?.consentBy || !(await stillAnswers(tx, scope, said.consentBy))) return 'no-yes';
  const [row] = await tx.update(enquiry).set(fresh).where(thisOne(scope, enquiryId)).returning();
  const council = await councilById(scope.councilId);
  const mail = cardMail(council.name, `${env().ORIGIN}/card/${council.key}-${token}`);
  await queueMessage(tx, { councilId: scope.councilId, channel: 'email', to: row!.email, ...mail });
  await recordFor(tx, scope, { action: 'enquiry.card_sent', target: enquiryId });
  return 'sent';
}

/** Writes down that it was answered today: how long answers take is counted from this. Once. */
export async function markAnswered(
  tx: Tx,
  scope: CaseScope<'enquiry:keep'>,
  enquiryId: string,
  today: CalendarDate,
): Promise<'answered' | null> {
  await assertStillStanding(tx, scope);
  if (!isId(enquiryId)) return null;
  const rows = await tx
    .update(enquiry)
    .set({ answeredOn: today, answeredBy: scope.personId })
    .where(and(thisOne(scope, enquiryId), isNull(enquiry.answeredOn)))
    .returning({ enquiryId: enquiry.enquiryId });
  if (rows.length === 0) return null;
  await recordFor(tx, scope, { action: 'enquiry.answered', target: enquiryId });
  return 'answered';
}
