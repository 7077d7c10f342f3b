import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { mayAlso } from '#domain/access/offer.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { grounds } from '#domain/mediation/dispute/dispute.ts';
import { stages } from '../appeal.ts';
import type { AppealRow } from '../begin.server.ts';
import { childNames } from '../children.server.ts';

/** What stands at the top of every page of the team's about one appeal. */
export interface AppealHead {
  appealId: string;
  number: string;
  child: string;
  ground: string;
  stage: string;
  /** "in 6 days, on Monday 30 November 2026"; null when no day is known. */
  hearing: string | null;
  claimedBy: { name: string; mine: boolean } | null;
  /** Of the case it belongs to, when this officer may open the appeal's own pages there. */
  caseHref: string | null;
}

export const numberInWords = (number: string | null): string => number ?? 'Not registered yet';

/** The sections an appeal about a plan is about stand beside its ground: "B, F". */
export const groundInWords = ({ ground, sections }: Pick<AppealRow, 'ground' | 'sections'>): string =>
  sections.length === 0 ? grounds[ground].words : `${grounds[ground].words} (Section ${sections.join(', ')})`;

export async function appealHead(tx: Tx, scope: Scope, row: AppealRow, today: CalendarDate): Promise<AppealHead> {
  const names = await childNames(tx, [row]);
  return {
    appealId: row.appealId,
    number: numberInWords(row.number),
    child: names.get(row.appealId) ?? 'Child not named',
    ground: groundInWords(row),
    stage: stages[row.stage],
    hearing: row.hearingOn && `${inDays(row.hearingOn, today)}, on ${inWords(row.hearingOn)}`,
    claimedBy: await whoHasIt(tx, scope, row),
    caseHref: await ownPages(tx, scope, row),
  };
}

async function whoHasIt(tx: Tx, scope: Scope, { claimedBy }: AppealRow) {
  if (claimedBy === null) return null;
  const [who] = await tx
    .select({ name: person.fullName })
    .from(person)
    .where(and(eq(person.councilId, scope.councilId), eq(person.personId, claimedBy)));
  return { name: who!.name, mine: claimedBy === scope.personId };
}

/** Only somebody with a place of their own on the case reads its pages: a member of the team has none before a claim. */
async function ownPages(tx: Tx, scope: Scope, { appealId, caseFileId }: AppealRow): Promise<string | null> {
  if (caseFileId === null) return null;
  const [place] = await tx
    .select({ role: standing.role })
    .from(standing)
    .where(
      and(
        ...[eq(standing.councilId, scope.councilId), eq(standing.caseFileId, caseFileId)],
        ...[eq(standing.personId, scope.personId), eq(standing.grant, 'specific'), isNull(standing.endedAt)],
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
      ),
    );
  return place && mayAlso(place, 'appeal:see') ? `/cases/${caseFileId}/appeals/${appealId}` : null;
}
