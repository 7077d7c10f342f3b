import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { nameShown } from '#domain/evidence/names.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { Present } from './deciding-present.ts';
import { boardMeeting, boardSeat } from '../schema.server.ts';

/** Who sits at a meeting, whether they came, and who of them is kept from the case in hand. */
export async function presentAt(tx: Tx, scope: CaseScope, boardMeetingId: string): Promise<Present> {
  const { councilId, caseFileId, personId } = scope;
  const sitting = await tx
    .select({
      personId: boardSeat.personId,
      name: nameShown,
      seat: boardSeat.seat,
      attended: boardSeat.attended,
      excluded: sql<boolean>`exists (select 1 from exclusion e where e.council_id = ${councilId}
        and e.case_file_id = ${caseFileId} and e.person_id = ${boardSeat.personId})`,
    })
    .from(boardSeat)
    .innerJoin(person, and(eq(person.councilId, boardSeat.councilId), eq(person.personId, boardSeat.personId)))
    .where(
      and(
        eq(boardSeat.councilId, councilId),
        eq(boardSeat.boardMeetingId, boardMeetingId),
        isNull(boardSeat.removedAt),
        // Whoever somebody sits for today does not sit (MEET6).
        sql`not exists (select 1 from board_seat o where o.council_id = ${councilId}
          and o.substitute_for = ${boardSeat.boardSeatId} and o.removed_at is null)`,
      ),
    )
    .orderBy(asc(boardSeat.boardSeatId));
  const [meeting] = await tx
    .select({ quorum: boardMeeting.quorum })
    .from(boardMeeting)
    .where(and(eq(boardMeeting.councilId, councilId), eq(boardMeeting.boardMeetingId, boardMeetingId)));
  return { sitting, quorum: meeting?.quorum ?? Number.POSITIVE_INFINITY, personId };
}
