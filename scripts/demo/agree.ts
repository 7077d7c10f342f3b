import { v4 } from 'uuid';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { drawUp } from '#domain/mediation/agreement/draw-up.server.ts';
import { drawnBy } from '#domain/mediation/agreement/open-agreement.server.ts';
import { sign } from '#domain/mediation/agreement/sign.server.ts';
import { mediationFor } from '#domain/mediation/begin.server.ts';
import type { ClauseDetails } from '#domain/mediation/clauses/clause.ts';
import { addClause, putForward } from '#domain/mediation/clauses/clause-commands.server.ts';
import { agreeToClause } from '#domain/mediation/clauses/clause-sayings.server.ts';
import { ensureClauseText, saveClauseWords } from '#domain/mediation/clauses/clause-words.server.ts';
import { clausesOf } from '#domain/mediation/clauses/clauses.server.ts';
import { addLeftOver, leftOversOf, wordsShown, writeOwnWords } from '#domain/mediation/clauses/left-overs.server.ts';
import { moveMeeting } from '#domain/mediation/rooms/phase-commands.server.ts';
import type { Move } from '#domain/mediation/rooms/phase.ts';
import { did } from './did.ts';
import type { Meeting } from './meet.ts';
import { scopeOn } from './scope.ts';

const joining = (who: Person, { caseFileId }: Meeting) => scopeOn(who, caseFileId, 'mediation:join');

/** Begins, stops or moves the meeting, as it was at that time. */
export async function move(who: Person, meeting: Meeting, to: Move, at: Date): Promise<void> {
  const scope = await joining(who, meeting);
  await underScope(scope, async (tx) => {
    const { mediation } = did(await mediationFor(tx, scope, meeting.mediationId));
    did(await moveMeeting(tx, scope, meeting.mediationId, mediation.version, to, at));
  });
}

/** One clause: what, in words that everybody types into, and who, by when and how it is known. */
export interface DemoClause extends ClauseDetails {
  words: string;
}

/** Writes a clause into the everyone's-room page. Returns its id. */
export async function writeClause(who: Person, meeting: Meeting, { title, words }: DemoClause): Promise<string> {
  const scope = await joining(who, meeting);
  const { mediationId } = meeting;
  const { clauseId } = did(await underScope(scope, (tx) => addClause(tx, scope, { mediationId, seed: v4(), title })));
  await ensureClauseText(scope, mediationId, clauseId);
  did(await saveClauseWords(scope, { mediationId, clauseId, version: 1, words, shownSha256: sha256Of('') }));
  return clauseId;
}

/** Puts a new clause forward as it is meant to be. */
export async function offerClause(who: Person, meeting: Meeting, one: DemoClause, today: CalendarDate): Promise<void> {
  const { mediationId } = meeting;
  const clauseId = await writeClause(who, meeting, one);
  const scope = await joining(who, meeting);
  const { words, ...details } = one;
  const form = { mediationId, clauseId, version: 1, details, words };
  did(await underScope(scope, (tx) => putForward(tx, scope, form, today)));
}

/** One side says yes to every clause as it stands. */
export async function agreeToAll(who: Person, meeting: Meeting, today: CalendarDate): Promise<void> {
  const scope = await joining(who, meeting);
  const { mediationId } = meeting;
  await underScope(scope, async (tx) => {
    for (const { clauseId, version, sha256 } of await clausesOf(tx, scope, mediationId))
      did(await agreeToClause(tx, scope, { mediationId, clauseId, version, sha256 }, today));
  });
}

/** What is left, by a name that is fair, and what each side says of it. */
export async function leaveOver(lead: Person, meeting: Meeting, title: string, said: [Person, string][]) {
  const { mediationId } = meeting;
  const scope = await joining(lead, meeting);
  did(await underScope(scope, (tx) => addLeftOver(tx, scope, { mediationId, seed: v4(), title })));
  for (const [who, words] of said) {
    const theirs = await joining(who, meeting);
    await underScope(theirs, async (tx) => {
      const row = (await leftOversOf(tx, theirs, mediationId)).find((one) => one.title === title)!;
      const shown = wordsShown(row, theirs.side as 'family' | 'council');
      did(await writeOwnWords(tx, theirs, { mediationId, notAgreedId: row.notAgreedId, words, shown }));
    });
  }
}

/** Whoever leads draws the agreement up, and each signs it a day later, having waited. */
export async function signTogether(
  lead: Person,
  meeting: Meeting,
  signers: [Person, string][],
  { drawnUp, signed }: { drawnUp: Date; signed: Date },
): Promise<void> {
  const { mediationId } = meeting;
  const leading = await joining(lead, meeting);
  const { agreementId } = await asAt(drawnUp, async () =>
    did(await underScope(leading, (tx) => drawUp(tx, leading, mediationId))),
  );
  for (const [who, name] of signers) {
    const scope = await scopeOn(who, meeting.caseFileId, 'agreement:sign');
    await underScope(scope, async (tx) => {
      const { agreement } = did(await drawnBy(tx, scope, mediationId, agreementId));
      const shown = { agreementId, sha256: agreement.sha256 };
      did(await sign(tx, scope, mediationId, { ...shown, name, atOnce: false }, signed));
    });
  }
}

/** Runs `work` with this process's clock at another time: what was drawn up weeks ago says so. The database keeps the real one. */
async function asAt<T>(at: Date, work: () => Promise<T>): Promise<T> {
  const OurDate = Date;
  const backMs = OurDate.now() - at.getTime();
  globalThis.Date = class extends OurDate {
    constructor(...given: [] | ConstructorParameters<typeof Date>) {
      if (given.length > 0) super(...(given as ConstructorParameters<typeof Date>));
      else super(OurDate.now() - backMs);
    }
    static override now = (): number => OurDate.now() - backMs;
  } as DateConstructor;
  return work().finally(() => (globalThis.Date = OurDate));
}
