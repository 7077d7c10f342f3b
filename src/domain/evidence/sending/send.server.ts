import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { adultOf, adultsOf } from '#domain/cases/adults.server.ts';
import { preflight, type Adult, type Preflight } from '#domain/cases/adults.ts';
import { exclusion, person, standing } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { refuse, type Refused } from '../begin.server.ts';
import { sending } from '../guard/guard-schema.server.ts';
import { tellsInWords, whatTells } from '../redaction/hidden.ts';
import { hiddenFrom } from '../guard/hidden-from.server.ts';
import { targetOf, type Target } from './send-target.server.ts';

interface Given {
  targetId: string;
  adultId: string;
  /** Of exactly what is sent; of anything with pages, what it is by itself when left empty. */
  sha256: string;
  /** Who said yes this time, where a restriction says to ask first. */
  asked?: string;
}
/** A paper and a pack are looked up here; what a later folder sends comes with its pages, so that they are looked through too. */
export type Sending = Given & ({ what: 'pack' | 'paper' | 'decision' } | { what: 'bundle'; target: Target });
/** The same with the fingerprint of the thing itself. */
export type SendingOfItself = Sending extends infer Each
  ? Each extends Sending
    ? Omit<Each, 'sha256'>
    : never
  : never;

/**
 * Writes down that something goes to an adult. GUARD9: the only way anything is sent or exported to one. Refuses when
 * they were not checked, what was checked is over, a restriction stands in the way, or a page would tell what is hidden.
 */
export async function recordSending(
  tx: Tx,
  scope: CaseScope,
  given: Sending,
): Promise<Refused | { sendingId: string }> {
  const { what, targetId, adultId, sha256, asked = '' } = given;
  await assertStillStanding(tx, scope);
  const to = await adultOf(tx, scope, adultId);
  if (!to) return refuse('adultId', 'Choose one of the grown-ups of this case.');
  const answer = preflight(to, today(now));
  if (!answer.may) return refuse('adultId', answer.because);
  if (await isExcludedAdult(tx, scope, to)) return refuse('adultId', `${to.fullName} must never see this case.`);
  if (answer.askFirst && asked.trim() === '')
    return refuse('asked', `Ask first: ${answer.askFirst} Then write down who said yes.`);
  const target = await whatGoes(tx, scope, given);
  if (what !== 'decision' && !target) return refuse('target', 'There is nothing by that number on this case.');
  const because = target && (target.because ?? (await tellsOf(tx, scope, target, to))[0]);
  if (because) return refuse('adultId', because);
  const { councilId, caseFileId, personId } = scope;
  const sendingId = v7();
  const recipient = { ...answer.facts, ...(asked ? { asked } : {}) };
  const sent = { what, targetId, adultId, recipient, sha256: sha256 || (target?.sha256 ?? ''), sentBy: personId };
  await tx.insert(sending).values({ councilId, caseFileId, sendingId, ...sent });
  await recordFor(tx, scope, { action: 'sending.recorded', target: sendingId, detail: { what, targetId, adultId } });
  return { sendingId };
}

const whatGoes = async (tx: Tx, scope: CaseScope, given: Sending): Promise<Target | null> => {
  if (given.what === 'bundle') return given.target;
  return given.what === 'decision' ? null : targetOf(tx, scope, given.what, given.targetId);
};

async function isExcludedAdult(tx: Tx, scope: CaseScope, { personId }: Adult): Promise<boolean> {
  if (!personId) return false;
  const theirs = and(
    eq(exclusion.councilId, scope.councilId),
    eq(exclusion.caseFileId, scope.caseFileId),
    eq(exclusion.personId, personId),
  );
  return (await tx.select({ personId: exclusion.personId }).from(exclusion).where(theirs)).length > 0;
}

/** What in it would tell this adult what is hidden from them, a sentence for each page. */
async function tellsOf(tx: Tx, scope: CaseScope, target: Target, to: Adult): Promise<string[]> {
  return whatTells(target.pages, await hiddenFrom(tx, scope, to)).map((tells) =>
    tellsInWords(tells, (page) => target.pages[page - 1]!.called),
  );
}

export interface Recipient {
  adultId: string;
  name: string;
  hasAccount: boolean;
  answer: Preflight;
  /** Pages that would tell them what is hidden from them. */
  tells: string[];
}

/** Every adult of the case with what the preflight says of them, for the page on which a person confirms each. */
export async function recipientsOf(tx: Tx, scope: CaseScope, target: Target): Promise<Recipient[]> {
  const all = (await adultsOf(tx, scope)).filter(({ endedAt }) => endedAt === null);
  return Promise.all(
    all.map(async (one) => ({
      adultId: one.adultId,
      name: one.fullName,
      hasAccount: (await contactOf(tx, scope, one)) !== null,
      answer: preflight(one, today(now)),
      tells: await tellsOf(tx, scope, target, one),
    })),
  );
}

/** How to tell an adult who may sign in to this case that there is an update. Null: they have no place on it now. */
export async function contactOf(tx: Tx, scope: CaseScope, { personId }: Pick<Adult, 'personId'>) {
  if (!personId) return null;
  const [found] = await tx
    .select({ email: person.email, mobile: person.mobile })
    .from(person)
    .innerJoin(standing, and(eq(standing.councilId, person.councilId), eq(standing.personId, person.personId)))
    .where(
      and(
        ...[eq(person.councilId, scope.councilId), eq(person.personId, personId), isNull(person.disabledAt)],
        ...[eq(standing.caseFileId, scope.caseFileId), isNull(standing.endedAt)],
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
      ),
    )
    .limit(1);
  return found ?? null;
}

/** What was sent of one thing, to whom, when and by whom, the latest first. */
export const sendingsOf = (tx: Tx, scope: CaseScope, targetId: string) =>
  tx
    .select({ recipient: sending.recipient, sentAt: sending.sentAt, by: person.fullName })
    .from(sending)
    .innerJoin(person, and(eq(person.councilId, sending.councilId), eq(person.personId, sending.sentBy)))
    .where(
      and(
        eq(sending.councilId, scope.councilId),
        eq(sending.caseFileId, scope.caseFileId),
        eq(sending.targetId, targetId),
      ),
    )
    .orderBy(desc(sending.sentAt));
