import { and, desc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import { assertStillStanding } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { addEntry } from './add-entry.server.ts';
import { familyMembers, type FamilyMember } from './family-members.server.ts';
import { wayOf } from './first-way.server.ts';
import { whyHard } from './hard-news.server.ts';
import type { Way } from './hard-news.ts';
import { letterTo, sendLetter } from './letters.server.ts';
import { contactEntry } from './thread-schema.server.ts';

export const MOST_WORDS = 8000;

/** What a family member writes: to the council alone, or to everybody of their side on the case as well. */
export interface FamilySays {
  to: 'council' | 'all';
  words: string;
}

/** What somebody of the council writes. */
export interface CouncilSays {
  /** A family member's id, or everybody on their side. */
  to: string;
  how: Way;
  words: string;
  hard: boolean;
  /** Why hard news cannot wait, or comes in another way than they asked. */
  why: string;
  /** Who said yes, where a restriction says to ask before a letter. */
  asked: string;
  answersId: string;
  /** The latest entry they were shown, so that nobody answers past somebody else. */
  last: string;
}

const SAME_AGAIN_MINUTES = 2;

/** One at a time on a case: what stands in the thread is looked at before anything is put there. */
async function begin(tx: Tx, scope: CaseScope, words: string): Promise<Refused | null> {
  await assertStillStanding(tx, scope);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${scope.caseFileId}, 12))`);
  if (words === '') return refuse('words', 'Write your message');
  return words.length > MOST_WORDS ? refuse('words', `Use ${MOST_WORDS} characters or fewer`) : null;
}

const ofThread = ({ councilId, caseFileId }: CaseScope) =>
  and(eq(contactEntry.councilId, councilId), eq(contactEntry.caseFileId, caseFileId));

/** Whether they sent the very same to the same person a moment ago: the button was pressed twice. */
async function isAgain(tx: Tx, scope: CaseScope, withPersonId: string | null, words: string): Promise<boolean> {
  const same = await tx
    .select({ id: contactEntry.contactEntryId })
    .from(contactEntry)
    .where(
      and(
        ...[ofThread(scope), eq(contactEntry.authorId, scope.personId), eq(contactEntry.words, words)],
        withPersonId ? eq(contactEntry.withPersonId, withPersonId) : isNull(contactEntry.withPersonId),
        gt(contactEntry.at, sql`now() - make_interval(mins => ${SAME_AGAIN_MINUTES})`),
      ),
    )
    .limit(1);
  return same.length > 0;
}

/** A family member writes to the council (THR7). */
export async function writeToCouncil(
  tx: Tx,
  scope: CaseScope<'contact:write'>,
  { to, words }: FamilySays,
  now: Date,
): Promise<'written' | Refused> {
  const because = await begin(tx, scope, words);
  if (because) return because;
  const withPersonId = to === 'all' ? null : scope.personId;
  if (await isAgain(tx, scope, withPersonId, words)) return 'written';
  await addEntry(tx, scope, { kind: 'message', direction: 'in', withPersonId, words, happenedAt: now }, now);
  return 'written';
}

/** A family member asks to be rung (THR1). Asked twice before anybody rang, it is the same wish. */
export async function askToBeRung(
  tx: Tx,
  scope: CaseScope<'contact:write'>,
  words: string,
  now: Date,
): Promise<'asked' | Refused> {
  const withPersonId = scope.personId;
  const said = words || 'Please ring me.';
  const because = await begin(tx, scope, said);
  if (because) return because;
  if (scope.side !== 'family')
    return refuse('form', 'Only a family member asks to be rung. Write down a call instead.');
  if (await isAgain(tx, scope, withPersonId, said)) return 'asked';
  const call = { kind: 'call', direction: 'in', came: 'asked_to_call_back' } as const;
  await addEntry(tx, scope, { ...call, withPersonId, words: said, happenedAt: now }, now);
  return 'asked';
}

/** Somebody of the council writes to one family member, or to everybody on their side. `posted`: it is a letter as well, as asked (THR16). */
export async function writeToFamily(
  tx: Tx,
  scope: CaseScope<'contact:write'>,
  says: CouncilSays,
  now: Date,
): Promise<'written' | 'posted' | Refused> {
  const because = await begin(tx, scope, says.words);
  if (because) return because;
  const readers = readersOf(await familyMembers(tx, scope), says.to);
  const [first] = readers;
  if (!first) return refuse('to', 'Choose whom it is to');
  const withPersonId = says.to === 'all' ? null : first.personId;
  if (await isAgain(tx, scope, withPersonId, says.words)) return 'written';
  const overtaken = await answeredMeanwhile(tx, scope, withPersonId, says.last);
  if (overtaken) return overtaken;
  const why = says.hard ? await whyHard(tx, scope, readers, says, now) : '';
  if (isRefused(why)) return why;
  if (says.how === 'letter' && withPersonId === null) return refuse('how', 'A letter goes to one person. Choose whom.');
  const letter = says.how === 'letter' ? await letterTo(tx, scope, first, says.asked, now) : null;
  if (isRefused(letter)) return letter;
  const answersId = await answeredBy(tx, scope, says.answersId);
  const entry = { kind: says.how, direction: 'out', withPersonId, hard: says.hard, answersId } as const;
  const way = await wayOf(tx, scope, entry, now);
  const { contactEntryId } = await addEntry(
    tx,
    scope,
    { ...entry, words: says.words, happenedAt: now, whyNotAsAsked: why || way.why },
    now,
  );
  const onPaper = letter ?? (way.letter && { personId: first.personId, ...way.letter });
  if (onPaper) await sendLetter(tx, scope, contactEntryId, onPaper, says.words);
  return way.letter ? 'posted' : 'written';
}

/** The latest thing put into the thread that this person may read: what a form is written after. Empty before the first. */
export async function latestOf(tx: Tx, scope: CaseScope): Promise<string> {
  const [latest] = await tx
    .select({ id: contactEntry.contactEntryId })
    .from(contactEntry)
    .where(ofThread(scope))
    .orderBy(desc(contactEntry.at), desc(contactEntry.contactEntryId))
    .limit(1);
  return latest?.id ?? '';
}

const readersOf = (family: FamilyMember[], to: string): FamilyMember[] =>
  to === 'all' ? family : family.filter(({ personId }) => personId === to);

/** The entry an answer is to; null for one that is not of this thread. */
async function answeredBy(tx: Tx, scope: CaseScope, id: string): Promise<string | null> {
  if (!isId(id)) return null;
  const [found] = await tx
    .select({ id: contactEntry.contactEntryId })
    .from(contactEntry)
    .where(and(ofThread(scope), eq(contactEntry.contactEntryId, id)));
  return found?.id ?? null;
}

/**
 * Whether a colleague wrote to the same people after what this one was shown (THR11): then they are told who and when,
 * and nothing is sent until they press again, having seen it.
 */
async function answeredMeanwhile(
  tx: Tx,
  scope: CaseScope,
  withPersonId: string | null,
  last: string,
): Promise<Refused | null> {
  const after = isId(last)
    ? sql`${contactEntry.at} > (select l.at from contact_entry l where l.council_id = ${scope.councilId}
        and l.case_file_id = ${scope.caseFileId} and l.contact_entry_id = ${last})`
    : undefined;
  const [theirs] = await tx
    .select({ name: person.fullName, at: contactEntry.at })
    .from(contactEntry)
    .innerJoin(person, and(eq(person.councilId, contactEntry.councilId), eq(person.personId, contactEntry.authorId)))
    .where(
      and(
        ...[ofThread(scope), eq(contactEntry.direction, 'out'), eq(contactEntry.automatic, false)],
        ...[ne(contactEntry.authorId, scope.personId), after],
        withPersonId
          ? or(isNull(contactEntry.withPersonId), eq(contactEntry.withPersonId, withPersonId))
          : isNull(contactEntry.withPersonId),
      ),
    )
    .orderBy(desc(contactEntry.at))
    .limit(1);
  if (!theirs) return null;
  return refuse(
    'words',
    `${theirs.name} has just answered, on ${momentInWords(theirs.at)}. It is shown below. Your words are still here: change them, or send them as they are.`,
  );
}
