import { and, asc, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Role } from '#domain/access/standing.ts';
import type { Tx } from '#server/db.ts';
import { nameShown } from '../names.server.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import type { AnsweringSide } from './check.ts';
import { seenSha256 } from '../fingerprint.server.ts';
import { answeringSide } from './rows-commands.server.ts';
import { rowsOf } from './rows.server.ts';
import { confirmation } from '../schema.server.ts';
import type { SeenPoint } from './seen.ts';

export interface Confirmed {
  side: AnsweringSide;
  says: 'everything' | 'missing';
  words: string;
  contentSha256: string;
  byName: string;
  /** What they are to the case file, by their latest standing. */
  role: Role | null;
  at: Date;
}

/** The latest word of each side, if it has said one. */
export async function confirmationsOf(tx: Tx, scope: CaseScope): Promise<Record<AnsweringSide, Confirmed | null>> {
  const said = await tx
    .select({
      side: confirmation.side,
      says: confirmation.says,
      words: confirmation.words,
      contentSha256: confirmation.contentSha256,
      byName: nameShown,
      role: sql<Role | null>`(select ${standing.role} from ${standing} where ${standing.councilId} = ${confirmation.councilId}
        and ${standing.caseFileId} = ${confirmation.caseFileId} and ${standing.personId} = ${confirmation.by} order by ${standing.startedAt} desc limit 1)`,
      at: confirmation.at,
    })
    .from(confirmation)
    .innerJoin(person, and(eq(person.councilId, confirmation.councilId), eq(person.personId, confirmation.by)))
    .where(and(eq(confirmation.councilId, scope.councilId), eq(confirmation.caseFileId, scope.caseFileId)))
    .orderBy(asc(confirmation.at), asc(confirmation.confirmationId));
  const latest = (side: AnsweringSide) => said.findLast((each) => each.side === side) ?? null;
  return { family: latest('family'), council: latest('council') };
}

export interface Confirming {
  says: 'everything' | 'missing';
  words: string;
  /** The fingerprint the page carried when they pressed. */
  contentSha256: string;
}

/**
 * Says for one's side that this is everything, or that something is missing. EV9: it is tied to the fingerprint of what
 * was on the page; when that is no longer what is there, nothing is said and the person is shown the new list.
 */
export async function confirm(
  tx: Tx,
  scope: CaseScope,
  saying: Confirming,
  points: readonly SeenPoint[],
): Promise<Refused | 'confirmed'> {
  const side = answeringSide(scope);
  if (!side) return refuse('says', 'This is for the family and the council to say.');
  if (saying.says === 'missing' && saying.words.trim() === '')
    return refuse('words', 'Say what is missing, in your own words.');
  await beginOnPapers(tx, scope);
  if (seenSha256(await rowsOf(tx, scope), points) !== saying.contentSha256)
    return refuse('says', 'Something changed while you were reading. Look at the list again, then answer.');
  const { councilId, caseFileId, personId } = scope;
  const words = saying.words.trim();
  const [made] = await tx
    .insert(confirmation)
    .values({
      councilId,
      caseFileId,
      side,
      says: saying.says,
      words,
      contentSha256: saying.contentSha256,
      by: personId,
    })
    .returning({ confirmationId: confirmation.confirmationId });
  await recordFor(tx, scope, {
    action: 'check.confirmed',
    target: made!.confirmationId,
    detail: { side, says: saying.says, words, contentSha256: saying.contentSha256 },
  });
  return 'confirmed';
}
