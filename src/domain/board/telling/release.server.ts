import { and, eq } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { addCouncilWorkingDays } from '#domain/calendar/working-days.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { moveStage } from '#domain/cases/stage-moves.server.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { recordSending } from '#domain/evidence/sending/send.server.ts';
import { council } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { letterTo, type Out } from './letter.server.ts';
import { messageTo } from '../meeting/notices.server.ts';
import { releaseGate } from './release-gate.ts';
import { noticeDates, rightsOf } from './rights.ts';
import { stageAfter } from './stage-after.ts';
import { gateFactsOf, recipientsOf, type Recipient } from './telling-facts.server.ts';
import { decidedAs, type Decided } from './telling.server.ts';
import { notice, release } from './telling-schema.server.ts';

/** Unopened for so many days the council works, it is served again by post (TELL11). */
const SERVE_AGAIN_AFTER_DAYS = 7;

export interface Releasing {
  decisionId: string;
  /** The officer has read the family's own words about when not to ring. */
  wordsRead: boolean;
  /** Why it goes though the gate would hold it back; only where waiting would pass the law's date. */
  overrideWords: string;
  /** Who said yes this time, where a restriction on one of the adults says to ask first. */
  asked: string;
}

/**
 * Lets the decision out: page, letter and a message to each of the family, with the dates of the law as of today, in one
 * transaction. Refused with the first thing that is missing, in a sentence. Null when there is no such decision.
 */
export async function releaseDecision(
  tx: Tx,
  scope: CaseScope<'decision:tell'>,
  { decisionId, wordsRead, overrideWords, asked }: Releasing,
  now: Date,
): Promise<Refused | null | { skipped: string[] }> {
  await assertStillStanding(tx, scope);
  const { councilId, caseFileId } = scope;
  const thisCase = and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId));
  // Two officers who press at once come one after the other.
  await tx.select({ id: caseFile.caseFileId }).from(caseFile).where(thisCase).for('no key update');
  const found = await decidedAs(tx, scope, decisionId);
  if (!found) return null;
  if (found.release) return refuse('release', 'This decision is out already.');
  const decided = found.decision;
  const why = await whyHeldBack(tx, scope, decided, { wordsRead, overrideWords }, now);
  if ('refused' in why) return why;
  const sentOn = dateOf(now);
  const recipients = await recipientsOf(tx, scope, sentOn);
  const sendTo = recipients.filter(({ stands }) => stands === 'send');
  const toAsk = whoToAskAbout(sendTo, asked);
  if (toAsk) return toAsk;
  const { appealBy } = noticeDates(decided.outcome, sentOn);
  const of = { councilId, caseFileId, decisionId };
  const releasing = { ...of, releasedBy: scope.personId, releasedAt: now, sentOn, appealBy };
  const [out] = await tx
    .insert(release)
    .values({ ...releasing, overrides: why.overrides, overrideWords: why.words })
    .returning();
  for (const to of sendTo) await serve(tx, scope, { decision: decided, release: out! }, to, asked, now);
  const { overrides } = why;
  const detail = { sentOn, appealBy, overrides };
  await recordFor(tx, scope, { action: 'decision.released', target: decisionId, detail });
  await moveOn(tx, scope, decided, sentOn);
  return { skipped: recipients.filter(({ stands }) => stands === 'skip').map(({ name }) => name) };
}

function whoToAskAbout(sendTo: readonly Recipient[], asked: string): Refused | null {
  const first = sendTo.find(({ askFirst }) => askFirst !== null);
  return first && !asked.trim()
    ? refuse('asked', `Ask first about ${first.name}: ${first.askFirst} Then write down who said yes.`)
    : null;
}

/** What the gate holds against it, or with which reason it goes all the same; '' when nothing. */
async function whyHeldBack(
  tx: Tx,
  scope: CaseScope,
  decided: Decided,
  { wordsRead, overrideWords }: Pick<Releasing, 'wordsRead' | 'overrideWords'>,
  now: Date,
): Promise<Refused | { overrides: string; words: string }> {
  const fault = await whoHelpsIsMissing(tx, scope, decided);
  if (fault) return fault;
  const gate = releaseGate(await gateFactsOf(tx, scope, decided, now, wordsRead));
  if (gate.open) return { overrides: '', words: '' };
  const missing = gate.items.filter(({ ok }) => !ok);
  if (!gate.mayOverride) {
    const first = missing.find(({ canGoAnyway }) => !canGoAnyway) ?? missing[0]!;
    return refuse(first.what === 'words' ? 'wordsRead' : 'release', first.sentence);
  }
  const words = overrideWords.trim();
  if (!words) return refuse('overrideWords', 'Say why it goes today all the same. The family may read it.');
  return { overrides: missing.map(({ sentence }) => sentence).join('\n'), words };
}

/** TELL9: a notice that can be appealed names who helps, or it is no notice (SEND Regulations 2014, regs 5(3), 10(3), 32). */
async function whoHelpsIsMissing(tx: Tx, { councilId }: CaseScope, { outcome }: Decided): Promise<Refused | null> {
  if (rightsOf[outcome].appeal !== 'now') return null;
  const [who] = await tx.select().from(council).where(eq(council.councilId, councilId));
  return who?.mediationAdviser && who.adviceService && who.disagreementService
    ? null
    : refuse(
        'release',
        'This letter must say how to reach the mediation adviser, the advice service and disagreement resolution, and this installation does not know them. Ask whoever runs it to enter them today (npm run who-helps).',
      );
}

/** Gives it to one of the family: what goes to an adult is written down first, with the fingerprint of their letter. */
async function serve(tx: Tx, scope: CaseScope, out: Out, to: Recipient, asked: string, now: Date): Promise<void> {
  const { councilId, caseFileId } = scope;
  const { decisionId } = out.decision;
  if (to.adultId) {
    const sha256 = sha256Of(JSON.stringify((await letterTo(tx, scope, out, dateOf(now), to.name)).blocks));
    const target = { what: 'decision', targetId: decisionId, adultId: to.adultId, sha256 } as const;
    const sent = await recordSending(tx, scope, { ...target, ...(to.askFirst ? { asked } : {}) });
    // The gate has asked the same already; whatever changed since must take all of it back.
    if (isRefused(sent)) throw new Error(sent.refused);
  }
  const by = { councilId, caseFileId, decisionId, personId: to.personId, queuedAt: now };
  const again = addCouncilWorkingDays(dateOf(now), SERVE_AGAIN_AFTER_DAYS);
  const outboxId = await messageTo(tx, scope, to, '/decision');
  // Nobody we cannot reach waits seven days for a message that was never sent.
  const serveAgainOn = outboxId && 'on' in again ? again.on : dateOf(now);
  await tx.insert(notice).values({ ...by, channel: 'page', serveAgainOn });
  await tx.insert(notice).values(outboxId ? { ...by, channel: 'message', outboxId } : { ...by, channel: 'post' });
}

/** The case moves to its next step with the answer, not before: the bar would have told it first. */
async function moveOn(tx: Tx, scope: CaseScope, { outcome }: Decided, sentOn: CalendarDate): Promise<void> {
  const to = stageAfter(outcome);
  if (!to) return;
  const thisCase = and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId));
  const [file] = await tx.select({ stage: caseFile.stage }).from(caseFile).where(thisCase);
  if (!file || file.stage === to) return;
  await moveStage(tx, scope, { from: file.stage, to }, sentOn);
}
