import { and, eq, isNull, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { mayAlso } from '#domain/access/offer.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { adultFor } from '#domain/cases/adults.server.ts';
import { preflight, type RecipientFacts } from '#domain/cases/adults.ts';
import { council, team } from '#domain/people/schema.server.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { queueMessage } from '#server/outbox.ts';
import { outbox } from '#server/schema.server.ts';
import type { FamilyMember } from './family-members.server.ts';
import { LETTER_SUBJECT } from './first-way.ts';
import { entryOf, type ThreadEntry } from './thread.server.ts';
import { contactSending } from './thread-schema.server.ts';

/** A letter that may go: to whom, where, and what was checked of them. */
export interface LetterTo {
  personId: string;
  lines: string;
  facts: RecipientFacts;
}

/**
 * The address a letter may go to (THR12): that of an adult of this case who was checked, today. The same questions as
 * before a paper is sent, and no other address can be typed.
 */
export async function letterTo(
  tx: Tx,
  scope: CaseScope,
  { personId, name }: Pick<FamilyMember, 'personId' | 'name'>,
  asked: string,
  now: Date,
): Promise<LetterTo | Refused> {
  if (!mayAlso(scope, 'adult:see')) return refuse('how', 'Ask the case officer to write the letter.');
  const to = await adultFor(tx, scope, personId);
  if (!to) return refuse('how', `${name} is not one of the grown-ups who were checked. Check them first.`);
  const answer = preflight(to, dateOf(now));
  if (!answer.may) return refuse('how', answer.because);
  if (answer.askFirst && asked === '')
    return refuse('asked', `Ask first: ${answer.askFirst} Then write down who said yes.`);
  if (to.address.trim() === '') return refuse('how', `We have no address of ${to.fullName}.`);
  const facts = { ...answer.facts, ...(asked ? { asked } : {}) };
  return { personId, lines: `${to.fullName}\n${to.address.trim()}`, facts };
}

/** Puts the letter of an entry into the outbox, to be printed and posted, with what was checked of whom it is to. */
export async function sendLetter(
  tx: Tx,
  scope: CaseScope,
  contactEntryId: string,
  { personId: toPersonId, lines, facts }: LetterTo,
  words: string,
): Promise<void> {
  const { councilId, caseFileId } = scope;
  const outboxId = await queueMessage(tx, {
    councilId,
    channel: 'letter',
    to: lines,
    subject: LETTER_SUBJECT,
    body: words,
  });
  await tx.insert(contactSending).values({ councilId, caseFileId, contactEntryId, outboxId, toPersonId });
  await recordFor(tx, scope, { action: 'contact.letter_made', target: contactEntryId, detail: { toPersonId, facts } });
}

/** A letter as it is printed. */
export interface Letter {
  entry: ThreadEntry;
  lines: string;
  postedOn: CalendarDate | null;
  /** It went by itself, through a provider: nobody posts it a second time. */
  sentAt: Date | null;
  from: { council: string; team: string; phone: string; reference: string };
}

/** The letter of this entry with its address, for those who may see addresses. Null for anything else. */
export async function letterOf(tx: Tx, scope: CaseScope, contactEntryId: string): Promise<Letter | null> {
  if (!mayAlso(scope, 'adult:see')) return null;
  const entry = await entryOf(tx, scope, contactEntryId);
  if (!entry) return null;
  const [row] = await tx
    .select({ lines: outbox.to, sentAt: outbox.sentAt, postedOn: contactSending.postedOn })
    .from(contactSending)
    .innerJoin(
      outbox,
      and(eq(outbox.councilId, contactSending.councilId), eq(outbox.outboxId, contactSending.outboxId)),
    )
    .where(and(thisLetter(scope, contactEntryId), eq(outbox.channel, 'letter')));
  const [from] = await tx
    .select({ council: council.name, team: team.name, phone: team.phone, reference: caseFile.reference })
    .from(caseFile)
    .innerJoin(council, eq(council.councilId, caseFile.councilId))
    .innerJoin(team, and(eq(team.councilId, caseFile.councilId), eq(team.teamId, caseFile.teamId)))
    .where(and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId)));
  return row && from ? { entry, ...row, from } : null;
}

const thisLetter = ({ councilId, caseFileId }: CaseScope, contactEntryId: string) =>
  and(
    ...[eq(contactSending.councilId, councilId), eq(contactSending.caseFileId, caseFileId)],
    eq(contactSending.contactEntryId, contactEntryId),
  );

/** Writes down that a letter was put in the post, and on which day. Then no provider sends it as well. */
export async function markPosted(
  tx: Tx,
  scope: CaseScope<'adult:see'>,
  contactEntryId: string,
  postedOn: string,
  now: Date,
): Promise<'posted' | Refused | null> {
  await assertStillStanding(tx, scope);
  const letter = await letterOf(tx, scope, contactEntryId);
  if (!letter) return null;
  if (letter.postedOn || letter.sentAt) return refuse('form', 'It was posted already.');
  if (!isCalendarDate(postedOn)) return refuse('postedOn', 'Enter the day it was posted, as day, month and year');
  if (postedOn > dateOf(now)) return refuse('postedOn', 'The day it was posted cannot be after today');
  if (postedOn < dateOf(letter.entry.happenedAt))
    return refuse('postedOn', 'The day it was posted cannot be before it was written');
  const letters = sql`${contactSending.outboxId} in (select o.outbox_id from outbox o where o.council_id = ${scope.councilId} and o.channel = 'letter')`;
  const [posted] = await tx
    .update(contactSending)
    .set({ postedOn, postedBy: scope.personId })
    .where(and(thisLetter(scope, contactEntryId), isNull(contactSending.postedOn), letters))
    .returning({ outboxId: contactSending.outboxId });
  if (!posted) return refuse('form', 'It was posted already.');
  await tx
    .update(outbox)
    .set({ sentAt: now })
    .where(and(eq(outbox.councilId, scope.councilId), eq(outbox.outboxId, posted.outboxId)));
  await recordFor(tx, scope, { action: 'contact.letter_posted', target: contactEntryId, detail: { postedOn } });
  return 'posted';
}
