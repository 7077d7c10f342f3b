import { v7 } from 'uuid';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { CaseScope } from '../../src/domain/access/scope.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import type { Seat } from '../../src/domain/board/seats.ts';
import { decide } from '../../src/domain/board/desk/deciding.server.ts';
import { decidingContentOf } from '../../src/domain/board/desk/deciding-content.server.ts';
import { saveDraft, draftOf } from '../../src/domain/board/desk/deciding-draft.server.ts';
import { deskItemOf } from '../../src/domain/board/desk/desk-item.server.ts';
import type { Outcome } from '../../src/domain/board/outcomes.ts';
import type { Question } from '../../src/domain/board/question.ts';
import { addReason } from '../../src/domain/board/desk/reasons.server.ts';
import { isRefused } from '../../src/domain/access/refused.ts';
import { sha256Of } from '../../src/domain/evidence/fingerprint.server.ts';
import { manifestText, readManifest } from '../../src/domain/evidence/pack/manifest.ts';
import type { PackContent, PackPaper } from '../../src/domain/evidence/pack/pack-parts.ts';
import type { TestDatabase } from './database.ts';
import { makeCase, scopeFor } from './papers.ts';
import { giveStanding, makePerson } from './people.ts';

type Db = Pick<TestDatabase, 'owner'>;
type Made = Awaited<ReturnType<typeof makeCase>>;

/** A meeting of the council's Board today, with quorum three, and who sits there: everybody came. */
export async function makeMeeting(
  db: Db,
  { councilId, teamId, officer }: Pick<Made, 'councilId' | 'teamId' | 'officer'>,
) {
  const boardMeetingId = v7();
  await db.owner`insert into board_meeting (council_id, board_meeting_id, team_id, meets_on, starts_at, ends_at, place, papers_out_on, arranged_by, started_at)
    values (${councilId}, ${boardMeetingId}, ${teamId}, current_date, '10:00', '14:00', 'County Hall, room 4', current_date - 7, ${officer.personId}, now())`;
  const sit = async (name: string, seat: Seat, attended: boolean | null = true) => {
    const person = await makePerson(db, councilId, 'staff', name);
    await db.owner`insert into board_seat (council_id, board_meeting_id, board_seat_id, person_id, seat, attended)
      values (${councilId}, ${boardMeetingId}, ${v7()}, ${person.personId}, ${seat}, ${attended})`;
    return person;
  };
  const chair = await sit('Ann Chair', 'chair');
  const head = await sit('Helen Marsh', 'school');
  const health = await sit('Omar Health', 'health');
  const notes = await sit('Nell Notes', 'notes');
  return { boardMeetingId, chair, head, health, notes };
}
export type MadeMeeting = Awaited<ReturnType<typeof makeMeeting>>;

/** Puts a case on a meeting's agenda and gives everybody who sits there their place on it. Returns the place on the agenda. */
export async function putOnAgenda(
  db: TestDatabase,
  made: Made,
  meeting: MadeMeeting,
  position = 1,
  question: Question = 'issue',
) {
  const { councilId, caseFileId, officer } = made;
  const agendaItemId = v7();
  await db.owner`insert into agenda_item (council_id, case_file_id, agenda_item_id, board_meeting_id, position, question, not_asked_why, added_by)
    values (${councilId}, ${caseFileId}, ${agendaItemId}, ${meeting.boardMeetingId}, ${position}, ${question}, 'Dana asked us not to ring her this week', ${officer.personId})`;
  const held = await db.owner<
    { person_id: string }[]
  >`select person_id from standing where case_file_id = ${caseFileId} and role = 'board_member'`;
  for (const { personId } of [meeting.chair, meeting.head, meeting.health, meeting.notes])
    if (!held.some((each) => each.person_id === personId))
      await giveStanding(db, councilId, caseFileId, personId, 'board_member');
  return agendaItemId;
}

/** Puts papers with so many pages each on the case file, as if they had come and been read. */
export async function makePapers(
  db: Db,
  { councilId, caseFileId, officer }: Made,
  pages: readonly number[],
): Promise<PackPaper[]> {
  const papers = pages.map((count, index): PackPaper => ({
    ...{
      class: 'case',
      evidenceItemId: v7(),
      kind: 'education',
      title: `Report ${index + 1}`,
      author: 'Larkfield School',
    },
    ...{ writtenOn: '2026-09-01', pages: count, sha256: 'a'.repeat(64), addedOn: '2026-09-02', lateFor: null },
  }));
  for (const { evidenceItemId, title, pages: count, author } of papers)
    await db.owner`insert into evidence_item (council_id, case_file_id, evidence_item_id, title, file_name, media_type, bytes, sha256, pages, state, scan, author, added_by, added_side)
      values (${councilId}, ${caseFileId}, ${evidenceItemId}, ${title}, 'report.pdf', 'application/pdf', 1000, ${'a'.repeat(64)}, ${count}, 'ready', 'clean', ${author}, ${officer.personId}, 'council')`;
  return papers;
}

/** Freezes a pack that holds these papers; the child's page is A1 and the family's words A2. */
export async function makePack(
  db: Db,
  { councilId, caseFileId, officer }: Made,
  papers: readonly PackPaper[],
  number = 1,
) {
  const content: PackContent = {
    ...{ councilName: 'Meadowshire County Council', reference: 'MC-1', boardOn: null, papers, arrived: [] },
    parts: {
      child: {
        class: 'case',
        name: 'Maya',
        ownWords: 'I like trains.',
        goodDay: null,
        wantGrownUpsToKnow: null,
        helpedBy: null,
        askedOn: '2026-09-02',
      },
      summary: { class: 'case', words: 'She is nine, and she loves maps.' },
      points: [
        {
          ...{
            class: 'case',
            pointId: v7(),
            number: 1,
            title: 'Help with speech',
            stateInWords: 'Not agreed yet',
            agreed: null,
          },
          ...{ family: 'Weekly, 45 minutes', council: 'Every fortnight', pages: [] },
        },
      ],
    },
    missing: [
      {
        checkRowId: v7(),
        title: 'Social care',
        family: 'Family: missing. They never wrote.',
        council: 'Council: not needed, because they hold nothing',
      },
    ],
    confirmed: { family: null, council: null },
  };
  const frozenAt = new Date();
  const text = manifestText(content, {
    number,
    frozenAt: frozenAt.toISOString(),
    byName: 'Priya Shah',
    roleInWords: 'Case officer',
  });
  const packId = v7();
  const manifest = readManifest(text);
  await db.owner`insert into pack (council_id, case_file_id, pack_id, number, manifest, sha256, pages, frozen_by, frozen_at)
    values (${councilId}, ${caseFileId}, ${packId}, ${number}, ${text}, ${sha256Of(text)}, ${manifest.pages}, ${officer.personId}, ${frozenAt})`;
  return { packId, sha256: sha256Of(text), manifest };
}

/** A page that Dana marked as important and shared. */
export async function markImportant(
  db: Db,
  { councilId, caseFileId, parent }: Made,
  evidenceItemId: string,
  page: number,
  words: string,
) {
  const paperCommentId = v7();
  await db.owner`insert into paper_comment (council_id, case_file_id, paper_comment_id, evidence_item_id, page, kind, side, words, by, shared_at)
    values (${councilId}, ${caseFileId}, ${paperCommentId}, ${evidenceItemId}, ${page}, 'important', 'family', ${words}, ${parent.personId}, now())`;
  return paperCommentId;
}

/** A case before the Board: a pack of two papers (C3 to C5 and C6 to C7), a meeting with quorum, and everybody's scopes. */
export async function makeBoardCase(db: TestDatabase, question: Question = 'issue') {
  const made = await makeCase(db);
  const meeting = await makeMeeting(db, made);
  const agendaItemId = await putOnAgenda(db, made, meeting, 1, question);
  const papers = await makePapers(db, made, [3, 2]);
  const pack = await makePack(db, made, papers);
  const scopeOf = (person: Person) => scopeFor(person, made.caseFileId, 'board:decide');
  const [chair, notes] = [await scopeOf(meeting.chair), await scopeOf(meeting.notes)];
  return { ...made, meeting, agendaItemId, papers, pack, chair, notes, scopeOf };
}
export type BoardCase = Awaited<ReturnType<typeof makeBoardCase>>;

export const plainReason = {
  words: 'Maya needs a grown-up beside her to get through a noisy lesson.',
  restsOn: 'pages',
  cites: 'C3',
} as const;

/** Everything a decision needs, written down by the chair. */
export async function writeUp(
  { chair, agendaItemId }: Pick<BoardCase, 'chair' | 'agendaItemId'>,
  outcome: Outcome = 'issue',
): Promise<void> {
  await underScope(chair, async (tx) => {
    await addReason(tx, chair, agendaItemId, plainReason);
    const seen = (await draftOf(tx, chair, agendaItemId)).saved?.at.getTime() ?? null;
    const draft = {
      outcome,
      sentence: 'Maya will have a plan that says what help she gets.',
      thisWeek: 'Maya stays at Larkfield, and nothing changes this week.',
      nextStep: 'Priya writes the draft plan and sends it by the end of the month.',
    };
    await saveDraft(tx, chair, agendaItemId, draft, seen);
  });
}

/** What the check before saving shows now. */
export const contentNow = (scope: CaseScope) =>
  underScope(scope, async (tx) => decidingContentOf(tx, scope, (await deskItemOf(tx, scope))!));

/** Saves the decision as somebody who has just checked it. */
export async function saveNow(scope: CaseScope, agendaItemId: string, { lookedAtWords = false, allTheSame = '' } = {}) {
  const { shownSha256 } = await contentNow(scope);
  return underScope(scope, (tx) => decide(tx, scope, agendaItemId, { shownSha256, lookedAtWords, allTheSame }));
}

/** A case on which everything a decision needs is written up. */
export async function readyCase(db: TestDatabase): Promise<BoardCase> {
  const made = await makeBoardCase(db);
  await writeUp(made);
  return made;
}

/** The id of a decision that was meant to be saved. */
export function savedId(done: Awaited<ReturnType<typeof saveNow>>): string {
  if (done === null || isRefused(done)) throw new Error(`Not saved: ${done?.refused}`);
  return done.decisionId;
}
