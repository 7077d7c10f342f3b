import { v7 } from 'uuid';
import { isRefused } from '../../src/domain/evidence/begin.server.ts';
import { receivePaper } from '../../src/domain/evidence/intake/intake.server.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { sha256Of } from '../../src/domain/evidence/fingerprint.server.ts';
import { contentText } from '../../src/domain/evidence/pack/manifest.ts';
import { packContentOf } from '../../src/domain/evidence/pack/pack-content.server.ts';
import type { PackParts } from '../../src/domain/evidence/pack/pack-parts.ts';
import { freezePack } from '../../src/domain/evidence/pack/packs.server.ts';
import { keepFile } from '../../src/server/files.ts';
import { openSpace } from '../../src/domain/spaces/open.server.ts';
import { theCheck } from '../../src/domain/spaces/place.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { workingDayIn } from './boards.ts';
import { makeAppealOn } from './appeals.ts';
import { signedBefore } from './agreements.ts';
import type { TestDatabase } from './database.ts';
import { askSomebody } from './asked.ts';
import { makeBook } from './books.ts';
import { seedLibrary, shippedCases } from './library.ts';
import { putPromise } from './promises.ts';
import { writeLetter } from './thread.ts';
import { inviteSomebody } from './invited.ts';
import { putRequest } from './records.ts';
import { arrive, scopeFor, uniquePdf } from './papers.ts';
import { putList } from './lists.ts';
import { colleagueInTeam } from './area-team.ts';

/** What a case file needs before every page of it has something to show. */
export interface Furnished {
  paper: string;
  pack: string;
  /** The one PDF of that pack, made. */
  book: string;
  /** Its number, as the address of its page has it. */
  point: string;
  spaceId: string;
  /** A colleague in the case's team, with no case. */
  member: string;
  /** A Board of the case's area on whose agenda it is not, with a seat for whoever is a board member on the case. */
  meeting: string;
  /** Of an open invitation. */
  token: string;
  /** A practitioner's, for one paper. */
  link: string;
  /** A dispute of the parent's, and the statutory mediation about it that `inMediation` names everybody of. */
  dispute: string;
  mediation: string;
  /** One of its clauses, being written. */
  clause: string;
  /** An agreement of that mediation that both sides signed, and opened again. */
  agreement: string;
  /** Whose private room of it. */
  side: string;
  /** An appeal of the case, registered, which the parent, the young person and the supporter are in. */
  appeal: string;
  /** The one PDF of its frozen bundle, which holds that paper. */
  pdf: string;
  /** A list of appeals that was brought and not tried. */
  import: string;
  /** A letter of the thread, waiting to be posted. */
  entry: string;
  /** One of the decided cases the library is filled with. */
  precedent: string;
  /** Somebody’s request for records, as it came in. */
  request: string;
  /** A kind of appeal, by its tag in the library. */
  ground: string;
}

/** One readable paper, a frozen pack that holds it, an open space and a point in it. Call `freshDataFolder` first, and start the server on that folder. */
export async function furnish(db: TestDatabase, officer: Person, caseFileId: string): Promise<Furnished> {
  const { councilId } = officer;
  const adding = await scopeFor(officer, caseFileId, 'paper:add');
  const taken = await receivePaper(
    adding,
    { name: 'speech report.pdf', arrived: await arrive(councilId, uniquePdf()) },
    { title: 'Speech and language report', author: 'Dr Lee', writtenOn: '2026-10-01', answers: { kind: 'letter' } },
  );
  if (isRefused(taken)) throw new Error(taken.refused);
  const leading = await scopeFor(officer, caseFileId, 'room:lead');
  const { spaceId } = await underScope(leading, (tx) => openSpace(tx, leading, theCheck));
  await db.owner`insert into point (council_id, case_file_id, space_id, point_id, number, title, added_by)
    values (${councilId}, ${caseFileId}, ${spaceId}, ${v7()}, 1, 'Help with speech', ${officer.personId})`;
  const { token } = await inviteSomebody(db, officer, caseFileId);
  const link = await askSomebody(db, officer, caseFileId);
  const pack = await freezeAPack(officer, caseFileId);
  const book = await makeBook(officer, caseFileId, pack);
  const meeting = await arrangeABoard(db, officer, caseFileId);
  const talks = await arrangeAMediation(db, officer, caseFileId);
  await putPromise(db, { councilId, caseFileId });
  const of = { councilId, caseFileId, mediationId: talks.mediation, by: officer.personId };
  const agreement = await signedBefore(db, of);
  const appeal = await withWorkingDocument(db, { councilId, caseFileId }, officer.personId);
  return {
    paper: taken.evidenceItemId,
    pack,
    book,
    point: '1',
    spaceId,
    token,
    link,
    meeting,
    member: await colleagueInTeam(db, councilId, caseFileId),
    ...talks,
    agreement,
    side: 'family',
    appeal,
    pdf: await bundleAnAppeal(db, officer, caseFileId, appeal, taken.evidenceItemId),
    import: await putList(db, officer),
    entry: await writeLetter(db, officer, caseFileId),
    precedent: await fillLibrary(db),
    request: await putRequest(db, { councilId, caseFileId }),
    ground: 'contents-F',
  };
}

async function fillLibrary(db: TestDatabase): Promise<string> {
  await seedLibrary(db);
  return shippedCases()[0]!.id;
}

/** A frozen bundle of one paper, and a PDF of it that is ready: a file of any words, as long as it says. Returns the PDF's id. */
async function bundleAnAppeal(
  { owner }: TestDatabase,
  { councilId, personId }: Person,
  caseFileId: string,
  appeal: string,
  paper: string,
): Promise<string> {
  const [bundle, pdf] = [v7(), v7()];
  const [row] = await owner`select title, pages, sha256 from evidence_item where evidence_item_id = ${paper}`;
  const entry = { ...row, class: 'case', evidenceItemId: paper, part: 'council', side: 'council', as: 'paper' };
  const entries = [{ ...entry, author: '', writtenOn: null, firstPage: 1 }];
  const frozen = { at: '2026-11-23T10:00:00.000Z', byName: 'Tess Bell' };
  const content = {
    version: 1,
    councilName: '',
    reference: 'EH999/26/00001',
    hearingOn: null,
    entries,
    pages: 9,
    counts: [],
    frozen,
  };
  await owner`insert into bundle (council_id, case_file_id, bundle_id, appeal_id, state, content, sha256, started_by, frozen_by, frozen_at)
    values (${councilId}, ${caseFileId}, ${bundle}, ${appeal}, 'frozen', ${owner.json(content as never)}, ${'0'.repeat(64)}, ${personId}, ${personId}, now())`;
  await owner`insert into bundle_paper (council_id, case_file_id, bundle_id, evidence_item_id, part, position, side, added_by, added_at)
    values (${councilId}, ${caseFileId}, ${bundle}, ${paper}, 'council', 1, 'council', ${personId}, now() - interval '1 minute')`;
  const arrived = await arrive(councilId, uniquePdf());
  await owner`insert into pack_book (council_id, case_file_id, pack_book_id, bundle_id, planned, recipe, state, pages_total, bytes, sha256, asked_by)
    values (${councilId}, ${caseFileId}, ${pdf}, ${bundle}, '{"plan": {"parts": []}}', 'bundle', 'ready', 9, ${arrived.bytes}, ${arrived.sha256}, ${personId})`;
  await keepFile(arrived, councilId, pdf);
  return pdf;
}

/** Who of those with a standing on the case is in the mediation, and as what. Everybody else finds nothing there. */
const inMediation = {
  parent: ['family', 'party', true],
  young_person: ['family', 'party', false],
  supporter: ['family', 'supporter', false],
  case_officer: ['council', 'advises', false],
  senior_manager: ['council', 'decides', true],
  mediator: ['neutral', 'mediator', false],
} as const;

/** A statutory mediation with private rooms, arranged and not begun. */
async function arrangeAMediation({ owner }: TestDatabase, { councilId, personId }: Person, caseFileId: string) {
  const dispute = v7();
  const mediation = v7();
  const people = await owner<{ person_id: string; role: keyof typeof inMediation; name: string }[]>`
    select s.person_id, s.role, p.full_name as name from standing s join person p on p.council_id = s.council_id and p.person_id = s.person_id
     where s.council_id = ${councilId} and s.case_file_id = ${caseFileId} and s.ended_at is null and s."grant" = 'specific'
       and s.role = any(${Object.keys(inMediation)})
       and not exists (select 1 from exclusion e where e.council_id = s.council_id and e.case_file_id = s.case_file_id and e.person_id = s.person_id)`;
  const raisedBy = people.find(({ role }) => role === 'parent')?.person_id ?? personId;
  await owner`insert into dispute (council_id, case_file_id, dispute_id, number, raised_by, raised_side, rights_holder, ground, notice_sent_on, own_words)
    values (${councilId}, ${caseFileId}, ${dispute}, 1, ${raisedBy}, 'family', 'parent', 'plan_contents', current_date - 14, 'Section F does not say how often.')`;
  await owner`insert into mediation (council_id, case_file_id, mediation_id, dispute_id, kind, state, wanted_on, arrange_by, provider, meets_on, starts_at, ends_at, mode, private_rooms, opened_by)
    values (${councilId}, ${caseFileId}, ${mediation}, ${dispute}, 'mediation', 'arranged', current_date - 10, current_date + 20, 'Level Ground Mediation', current_date, '10:00', '12:00', 'video', true, ${personId})`;
  for (const { person_id, role, name } of people) {
    const [side, comingAs, signs] = inMediation[role];
    await owner`insert into mediation_party (council_id, case_file_id, party_id, mediation_id, person_id, side, coming_as, name, coming, signs, added_by, agreed_to_mediate_at, independent_at)
      values (${councilId}, ${caseFileId}, ${v7()}, ${mediation}, ${person_id}, ${side}, ${comingAs}, ${name}, 'yes', ${signs}, ${personId}, now(), ${comingAs === 'mediator' ? new Date() : null})`;
  }
  const clause = v7();
  await owner`insert into clause (council_id, case_file_id, clause_id, mediation_id, number, title, added_by)
    values (${councilId}, ${caseFileId}, ${clause}, ${mediation}, 1, 'Speech therapy each week', ${personId})`;
  // Shared, so that everybody in it has a page to see: a draft is a page of nothing to all but whoever leads.
  await owner`insert into outcome_record (council_id, case_file_id, mediation_id, outcome, open, written_by, shared_at, shared_sha256)
    values (${councilId}, ${caseFileId}, ${mediation}, 'none', '{}', ${personId}, now(), 'x')`;
  return { dispute, mediation, clause };
}

const noWordsYet: PackParts = {
  child: {
    class: 'case',
    name: 'Maya',
    ownWords: null,
    goodDay: null,
    wantGrownUpsToKnow: null,
    helpedBy: null,
    askedOn: null,
  },
  summary: { class: 'case', words: '' },
  points: [],
};

/** Freezes what is there now, with nothing written on the shared page. Returns the pack's id. */
export async function freezeAPack(officer: Person, caseFileId: string): Promise<string> {
  const scope = await scopeFor(officer, caseFileId, 'pack:freeze');
  const done = await underScope(scope, async (tx) => {
    const shown = sha256Of(contentText(await packContentOf(tx, scope, noWordsYet, [])));
    return freezePack(tx, scope, shown, noWordsYet, []);
  });
  if (isRefused(done)) throw new Error(done.refused);
  return done.packId;
}

/** Arranged behind the scenes: an officer of the case need not belong to its area's team. Returns the meeting's id. */
async function arrangeABoard(db: TestDatabase, { councilId, personId }: Person, caseFileId: string): Promise<string> {
  const meeting = v7();
  await db.owner`insert into board_meeting (council_id, board_meeting_id, team_id, meets_on, starts_at, ends_at, place, papers_out_on, arranged_by)
    select ${councilId}, ${meeting}, team_id, ${workingDayIn(20)}, '10:00', '14:00', 'County Hall', ${workingDayIn(12)}, ${personId}
    from case_file where case_file_id = ${caseFileId}`;
  await db.owner`insert into board_seat (council_id, board_meeting_id, board_seat_id, person_id, seat)
    select council_id, ${meeting}, gen_random_uuid(), person_id, 'school' from standing
    where case_file_id = ${caseFileId} and role = 'board_member'`;
  return meeting;
}

/** An appeal of the case with a working document of one paragraph. */
async function withWorkingDocument(
  db: TestDatabase,
  { councilId, caseFileId }: { councilId: string; caseFileId: string },
  addedBy: string,
): Promise<string> {
  const appealId = await makeAppealOn(db, { councilId, caseFileId });
  const spaceId = v7();
  await db.owner`insert into space (council_id, case_file_id, space_id, kind, appeal_id)
    values (${councilId}, ${caseFileId}, ${spaceId}, 'working_document', ${appealId})`;
  for (const kind of ['shared', 'family', 'council'])
    await db.owner`insert into document (council_id, case_file_id, document_id, subject_id, kind)
      values (${councilId}, ${caseFileId}, ${v7()}, ${spaceId}, ${kind})`;
  await db.owner`insert into point (council_id, case_file_id, space_id, point_id, number, title, plan_section, position, original, added_by)
    values (${councilId}, ${caseFileId}, ${spaceId}, ${v7()}, 1, 'Section F, paragraph 1', 'F', 1, 'Speech therapy as needed.', ${addedBy})`;
  return appealId;
}
