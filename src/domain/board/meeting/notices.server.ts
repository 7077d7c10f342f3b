import { and, asc, desc, eq, gt, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Role } from '#domain/access/standing.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { communicationPlan } from '#domain/contact/schema.server.ts';
import { council, exclusion, person, standing, team } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import { queueMessage } from '#server/outbox.ts';
import { outbox } from '#server/schema.server.ts';
import { familyMessage } from './notice.ts';
import { boardNotice } from '../schema.server.ts';

interface OfCase {
  councilId: string;
  caseFileId: string;
}

/** One parent, carer or young person of the case, and where a message reaches them. */
export interface FamilyMember {
  personId: string;
  name: string;
  email: string | null;
  mobile: string | null;
  role: Role;
}

/** The parents, carers and the young person who are on the case now and not excluded. */
export const familyOn = (tx: Tx, { councilId, caseFileId }: OfCase): Promise<FamilyMember[]> =>
  tx
    .select({
      personId: person.personId,
      name: sql<string>`coalesce(${person.calledName}, ${person.fullName})`,
      email: person.email,
      mobile: person.mobile,
      role: standing.role,
    })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), isNull(standing.endedAt)],
        inArray(standing.role, ['parent', 'young_person']),
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(exclusion)
            .where(
              and(
                ...[eq(exclusion.councilId, councilId), eq(exclusion.caseFileId, caseFileId)],
                eq(exclusion.personId, person.personId),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(standing.startedAt));

/** Queues "there is an update" to one family member. Null when we have neither an address nor a number. */
export async function messageTo(tx: Tx, of: OfCase, to: FamilyMember, path: string): Promise<string | null> {
  const [from] = await tx
    .select({ council: council.name, phone: team.phone })
    .from(caseFile)
    .innerJoin(council, eq(council.councilId, caseFile.councilId))
    .innerJoin(team, and(eq(team.councilId, caseFile.councilId), eq(team.teamId, caseFile.teamId)))
    .where(and(eq(caseFile.councilId, of.councilId), eq(caseFile.caseFileId, of.caseFileId)));
  if (!from) throw new Error('The case file of a message is not there.');
  const { subject, text } = familyMessage(from.council, from.phone, `${env().ORIGIN}/cases/${of.caseFileId}${path}`);
  const { councilId } = of;
  if (to.email) return queueMessage(tx, { councilId, channel: 'email', to: to.email, subject, body: text });
  return to.mobile ? queueMessage(tx, { councilId, channel: 'sms', to: to.mobile, body: text }) : null;
}

/** Tells every family member of the case who has not been told these words last. The case must be in hand. Returns how many. */
export async function giveNotices(
  tx: Tx,
  { councilId, caseFileId }: OfCase,
  boardMeetingId: string,
  words: string,
): Promise<number> {
  const of = { councilId, caseFileId };
  let told = 0;
  for (const member of await familyOn(tx, of)) {
    const [last] = await tx
      .select({ words: boardNotice.words })
      .from(boardNotice)
      .where(and(ofCase(of), eq(boardNotice.boardMeetingId, boardMeetingId), eq(boardNotice.personId, member.personId)))
      .orderBy(desc(boardNotice.queuedAt), desc(boardNotice.boardNoticeId))
      .limit(1);
    if (last?.words === words) continue;
    const outboxId = await messageTo(tx, of, member, '/board');
    const { personId } = member;
    const [made] = await tx
      .insert(boardNotice)
      .values({ ...of, boardMeetingId, personId, words, outboxId })
      .returning({ boardNoticeId: boardNotice.boardNoticeId });
    await record(tx, { ...of, actorId: null, action: 'board_notice.sent', target: made!.boardNoticeId });
    told += 1;
  }
  return told;
}

/** After a case was taken off: whoever had been told of that Board is told that there is news. */
export async function tellTakenOff(tx: Tx, scope: CaseScope, boardMeetingId: string): Promise<void> {
  const told = await tx
    .selectDistinct({ personId: boardNotice.personId })
    .from(boardNotice)
    .where(and(ofCase(scope), eq(boardNotice.boardMeetingId, boardMeetingId)));
  const had = new Set(told.map(({ personId }) => personId));
  for (const member of await familyOn(tx, scope))
    if (had.has(member.personId)) await messageTo(tx, scope, member, '/board');
}

const ofCase = ({ councilId, caseFileId }: OfCase) =>
  and(eq(boardNotice.councilId, councilId), eq(boardNotice.caseFileId, caseFileId));

/** Notes that this family member has opened the page the notice leads to (MEET11). The first time counts. */
export async function openNotices(tx: Tx, scope: CaseScope, now: Date): Promise<void> {
  const mine = and(ofCase(scope), eq(boardNotice.personId, scope.personId), isNull(boardNotice.openedAt));
  const opened = await tx
    .update(boardNotice)
    .set({ openedAt: now })
    .where(mine)
    .returning({ boardNoticeId: boardNotice.boardNoticeId });
  for (const { boardNoticeId: target } of opened)
    await record(tx, { ...scope, actorId: scope.personId, action: 'board_notice.opened', target });
}

/** What is known of one notice, for the officers. `formats` is what that person asked for in "How to tell me". */
export interface NoticeProof {
  name: string;
  words: string;
  reachable: boolean;
  queuedAt: Date;
  sentAt: Date | null;
  openedAt: Date | null;
}

/** The proof of every notice of one Board on this case, the latest of each person first. */
export const noticesOf = (tx: Tx, scope: CaseScope, boardMeetingId: string): Promise<NoticeProof[]> =>
  tx
    .select({
      name: sql<string>`coalesce(${person.calledName}, ${person.fullName})`,
      words: boardNotice.words,
      reachable: sql<boolean>`${boardNotice.outboxId} is not null`,
      queuedAt: boardNotice.queuedAt,
      sentAt: outbox.sentAt,
      openedAt: boardNotice.openedAt,
    })
    .from(boardNotice)
    .innerJoin(person, and(eq(person.councilId, boardNotice.councilId), eq(person.personId, boardNotice.personId)))
    .leftJoin(outbox, and(eq(outbox.councilId, boardNotice.councilId), eq(outbox.outboxId, boardNotice.outboxId)))
    .where(and(ofCase(scope), eq(boardNotice.boardMeetingId, boardMeetingId)))
    .orderBy(desc(boardNotice.queuedAt), desc(boardNotice.boardNoticeId));

/** What each family member on the case asked for when they are told things. For the officers of the case. */
export async function formatsAskedFor(tx: Tx, { councilId, caseFileId }: CaseScope) {
  const rows = await tx
    .select({
      personId: communicationPlan.personId,
      formats: communicationPlan.formats,
      name: sql<string>`coalesce(${person.calledName}, ${person.fullName})`,
    })
    .from(communicationPlan)
    .innerJoin(
      person,
      and(eq(person.councilId, communicationPlan.councilId), eq(person.personId, communicationPlan.personId)),
    )
    .where(and(eq(communicationPlan.councilId, councilId), eq(communicationPlan.caseFileId, caseFileId)));
  return rows.filter(({ formats }) => formats.length > 0);
}
