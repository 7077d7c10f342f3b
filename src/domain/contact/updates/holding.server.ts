import { sql } from 'drizzle-orm';
import { recordFor } from '#domain/access/scoped.server.ts';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { stages, type Stage } from '#domain/cases/stage.ts';
import { myAreaTeams } from '#domain/people/cover/duties.server.ts';
import { person, team } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { holdingReply } from '../thread/thread-schema.server.ts';
import { faultInHolding } from './holding.ts';

/** A holding reply as it is sent: unfilled, and the person whose words they are. */
export interface HoldingReply {
  words: string;
  writtenBy: string;
}

/**
 * The reply of this team for this stage, or null when there is none to send: nobody wrote one, it was taken back, or
 * whoever wrote it has left. Asked in the family's own transaction too, so the database answers from behind its wall.
 */
export async function holdingReplyFor(tx: Tx, teamId: string, stage: Stage): Promise<HoldingReply | null> {
  const [row] = await tx.execute<{ words: string; written_by: string }>(
    sql`select words, written_by from holding_reply_for(${teamId}, ${stage})`,
  );
  return row ? { words: row.words, writtenBy: row.written_by } : null;
}

/** What a team's page shows of one stage: the reply that is sent now, or that none is, and why. */
export interface ReplyOfStage {
  teamId: string;
  stage: Stage;
  words: string;
  writtenBy: string;
  at: Date;
  /** Whoever wrote it has left: it is not sent in their name any more. */
  hasLeft: boolean;
}

/** The latest reply of each stage of these teams. Only for whoever works in them. */
export async function holdingRepliesOf(tx: Tx, scope: Scope, teamIds: readonly string[]): Promise<ReplyOfStage[]> {
  const { teamId, stage, words, at } = holdingReply;
  const rows = await tx
    .selectDistinctOn([teamId, stage], {
      ...{ teamId, stage, words, at, writtenBy: person.fullName },
      hasLeft: isNotNull(person.disabledAt).mapWith(Boolean),
    })
    .from(holdingReply)
    .innerJoin(person, and(eq(person.councilId, holdingReply.councilId), eq(person.personId, holdingReply.writtenBy)))
    .where(and(eq(holdingReply.councilId, scope.councilId), inArray(teamId, [...teamIds])))
    .orderBy(teamId, stage, desc(at), desc(holdingReply.holdingReplyId));
  return rows.filter((row) => row.words !== '');
}

/** The teams' names and numbers, for the page that keeps their replies. */
export const teamsNamed = (tx: Tx, scope: Scope, teamIds: readonly string[]) =>
  tx
    .select({ teamId: team.teamId, name: team.name, phone: team.phone })
    .from(team)
    .where(and(eq(team.councilId, scope.councilId), inArray(team.teamId, [...teamIds])))
    .orderBy(team.name);

/** Writes a team's reply for one stage, in the writer's own name (HOL1). What was sent before stays as it was sent. */
export async function writeHolding(
  tx: Tx,
  scope: Scope<'team:see'>,
  { teamId, stage, words }: { teamId: string; stage: string; words: string },
): Promise<'written' | 'not-yours' | Refused> {
  const of = stages.find((one) => one === stage);
  if (!of || !(await worksIn(tx, teamId))) return 'not-yours';
  const fault = faultInHolding(words);
  if (fault) return refuse('words', fault);
  await keep(tx, scope, teamId, of, words);
  return 'written';
}

/** Takes a reply back: from now on only the plain acknowledgement is sent at this stage. */
export async function takeBackHolding(
  tx: Tx,
  scope: Scope<'team:see'>,
  { teamId, stage }: { teamId: string; stage: string },
): Promise<'taken-back' | 'not-yours'> {
  const of = stages.find((one) => one === stage);
  if (!of || !(await worksIn(tx, teamId))) return 'not-yours';
  await keep(tx, scope, teamId, of, '');
  return 'taken-back';
}

const worksIn = async (tx: Tx, teamId: string): Promise<boolean> =>
  (await myAreaTeams(tx)).some((mine) => mine.teamId === teamId);

/** None is edited: a later row takes the earlier one's place, and an empty one says that none is sent. */
async function keep(tx: Tx, scope: Scope, teamId: string, stage: Stage, words: string): Promise<void> {
  const { councilId, personId } = scope;
  await tx.insert(holdingReply).values({ councilId, teamId, stage, words, writtenBy: personId });
  await recordFor(tx, scope, { action: 'holding.written', target: teamId, detail: { stage, words } });
}
