import { v7 } from 'uuid';
import type { Person } from '../../src/domain/access/standing.ts';
import type { DecisionRecord } from '../../src/domain/board/desk/deciding-schema.server.ts';
import { outcomes, type Outcome } from '../../src/domain/board/outcomes.ts';
import type { TestDatabase } from './database.ts';
import { makeCase } from './papers.ts';
import { giveStanding, makePerson } from './people.ts';

type Db = TestDatabase;

/** Words no other page has, so that a test can look for them where they must not be. */
export const said = {
  sentence: 'We decided not to make a plan for Maya now.',
  thisWeek: 'Nothing changes at school this week.',
  reason: 'The school has begun the help the reports ask for.',
};

/** Whom a family can turn to, as every letter that can be appealed has to say. */
export const sayWhoHelps = (db: Db, councilId: string) =>
  db.owner`update council set mediation_adviser = 'Fair Talk, 0300 000 0003', advice_service = 'Advice Meadowshire, 0300 000 0004',
    disagreement_service = 'Fair Talk, 0300 000 0003' where council_id = ${councilId}`;

/** A case before the Board of that day, with its parent, its officers and a Family Communication Officer who has no place on it. */
export async function beforeTheBoard(db: Db, meetsOn: string, question = 'issue') {
  const made = await makeCase(db);
  const { councilId, teamId, caseFileId, officer } = made;
  await sayWhoHelps(db, councilId);
  await db.owner`update person set job_title = 'SEND case officer' where council_id = ${councilId} and person_id = ${officer.personId}`;
  const ros = await makePerson(db, councilId, 'staff', 'Ros Adeyinka');
  await db.owner`update person set job_title = 'Family Communication Officer' where council_id = ${councilId} and person_id = ${ros.personId}`;
  const maria = await makePerson(db, councilId, 'staff', 'Maria Lewis');
  await giveStanding(db, councilId, caseFileId, maria.personId, 'senior_manager');
  await db.owner`update standing set started_at = '2026-09-01' where case_file_id = ${caseFileId}`;
  const boardMeetingId = v7();
  await db.owner`insert into board_meeting (council_id, board_meeting_id, team_id, meets_on, starts_at, ends_at, place, papers_out_on, arranged_by, started_at, ended_at)
    values (${councilId}, ${boardMeetingId}, ${teamId}, ${meetsOn}, '10:00', '14:00', 'County Hall', ${meetsOn}, ${officer.personId}, now(), now())`;
  const agendaItemId = v7();
  await db.owner`insert into agenda_item (council_id, case_file_id, agenda_item_id, board_meeting_id, position, question, added_by)
    values (${councilId}, ${caseFileId}, ${agendaItemId}, ${boardMeetingId}, 1, ${question}, ${officer.personId})`;
  return { ...made, ros, maria, boardMeetingId, agendaItemId };
}
export type BeforeTheBoard = Awaited<ReturnType<typeof beforeTheBoard>>;

/** Writes down what the Board decided, as its desk would. Returns its id. */
export async function decided(
  db: Db,
  { councilId, caseFileId, agendaItemId, officer }: BeforeTheBoard,
  outcome: Outcome,
  evidenceItemId: string = v7(),
): Promise<string> {
  const decisionId = v7();
  const record: DecisionRecord = {
    reasons: [
      { words: said.reason, restsOn: 'pages', pages: [{ evidenceItemId, page: 4, cite: 'C4' }] },
      { words: 'The Board thinks this will be enough.', restsOn: 'judgement', pages: [] },
    ],
    important: [{ cite: 'C2', title: 'Our mornings', familyWords: 'Please read this', answer: 'We read it first.' }],
    present: [{ name: 'Ann Chair', seat: 'Chairs the Board' }],
    check: { inWords: '', allTheSame: '' },
    packSha256: 'a'.repeat(64),
    papersRead: 4,
    pagesRead: 31,
  };
  await db.owner`insert into decision (council_id, case_file_id, decision_id, agenda_item_id, pack_id, question, outcome, sentence, this_week, next_step, record, sha256, had_important_pages, decided_by, decided_at)
    values (${councilId}, ${caseFileId}, ${decisionId}, ${agendaItemId}, ${v7()}, ${outcomes[outcome].question}, ${outcome}, ${said.sentence}, ${said.thisWeek},
      'Priya rings you about the help at school.', ${db.owner.json(record as never)}, ${'b'.repeat(64)}, true, ${officer.personId}, now())`;
  await db.owner`update agenda_item set state = 'decided' where agenda_item_id = ${agendaItemId}`;
  return decisionId;
}

/** How a family member asked to be told, as they would write it themselves. */
export const saysHow = (
  db: Db,
  { councilId, caseFileId }: BeforeTheBoard,
  who: Person,
  notOn: string,
  firstBy = 'call',
) =>
  db.owner`insert into communication_plan (council_id, case_file_id, person_id, first_by, not_on, no_news)
    values (${councilId}, ${caseFileId}, ${who.personId}, ${firstBy}, ${notOn}, 'weekly')`;

/** Lets a decision out as of that day, with each of these people having pressed "read it". */
export async function letOutAndRead(
  db: Db,
  { councilId, caseFileId, officer }: BeforeTheBoard,
  decisionId: string,
  sentOn: string,
  readBy: Person[],
): Promise<void> {
  await db.owner`insert into release (council_id, case_file_id, decision_id, released_by, sent_on)
    values (${councilId}, ${caseFileId}, ${decisionId}, ${officer.personId}, ${sentOn})`;
  for (const { personId } of readBy)
    await db.owner`insert into notice (council_id, case_file_id, notice_id, decision_id, person_id, channel, opened_at)
      values (${councilId}, ${caseFileId}, ${v7()}, ${decisionId}, ${personId}, 'page', now())`;
}
