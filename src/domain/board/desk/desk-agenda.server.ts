import { sql } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';
import { deskAgenda, type DeskAgenda, type DeskPlace } from './desk-agenda.ts';
import type { DeskItem } from './desk-item.server.ts';

/** Where a case stands on the agenda of its meeting. Reads ids only: another case's name is never on this one's page. */
export async function deskAgendaOf(tx: Tx, { boardMeetingId, caseFileId }: DeskItem): Promise<DeskAgenda> {
  const rows = await tx.execute<{ case_file_id: string; state: DeskPlace['state']; open: boolean }>(sql`
    select a.case_file_id, a.state, coalesce(may_list(app_council(), a.case_file_id), false) as open
      from agenda_of(${boardMeetingId}) a order by a.position, a.agenda_item_id`);
  const places = rows.map(({ case_file_id, state, open }) => ({ caseFileId: case_file_id, state, open }));
  return deskAgenda(places, caseFileId);
}
